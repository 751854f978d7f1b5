// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM on virtual MFA devices. */
@NullMarked
package sallyport.server.service.iam.mfa;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM on managed policies and their versions. */
@NullMarked
package sallyport.server.service.iam.policy;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM on instance profiles. */
@NullMarked
package sallyport.server.service.iam.profile;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM on the account as a whole. */
@NullMarked
package sallyport.server.service.iam.account;

import org.jspecify.annotations.NullMarked;

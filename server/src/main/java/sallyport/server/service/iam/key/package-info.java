// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM on the access keys of users. */
@NullMarked
package sallyport.server.service.iam.key;

import org.jspecify.annotations.NullMarked;

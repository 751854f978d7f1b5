// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM on roles. */
@NullMarked
package sallyport.server.service.iam.role;

import org.jspecify.annotations.NullMarked;

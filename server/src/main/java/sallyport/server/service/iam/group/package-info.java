// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM on groups. */
@NullMarked
package sallyport.server.service.iam.group;

import org.jspecify.annotations.NullMarked;

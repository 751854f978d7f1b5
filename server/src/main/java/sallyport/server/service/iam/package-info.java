// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the operations of IAM share; the operations themselves are in a package for each family.
 *
 * <p>Main path: an {@link sallyport.server.service.iam.IamOperation} resolves the entity a request names, declares what the caller must be
 * allowed to do with it, and has {@code server.iam} do the work. {@link sallyport.server.service.iam.IamErrors} knows AWS's words for what
 * went wrong.
 */
@NullMarked
package sallyport.server.service.iam;

import org.jspecify.annotations.NullMarked;

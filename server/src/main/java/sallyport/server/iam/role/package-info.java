// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Roles and the instance profiles that stand for them.
 *
 * <p>Main path: {@link sallyport.server.iam.role.IamRoles} and {@link sallyport.server.iam.role.InstanceProfiles} change rows through
 * {@link sallyport.server.iam.IamState}. Trust policies are kept as they were given; whether they are good is for whoever accepts them to
 * check.
 */
@NullMarked
package sallyport.server.iam.role;

import org.jspecify.annotations.NullMarked;

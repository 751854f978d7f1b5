// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * IAM's state: users, groups, roles, policies, keys and devices, and the rules that hold between them.
 *
 * <p>Main path: an operation of {@code service.iam} calls one of these classes, which changes rows through
 * {@link sallyport.server.iam.IamState#change} and so tells {@link sallyport.server.iam.IamChanges} about it; whoever keeps something that
 * depends on IAM looks at its version. A rule that is broken is an {@link sallyport.server.iam.IamException}.
 *
 * <p>Must not decide what a caller may do, nor know how AWS words an error.
 */
@NullMarked
package sallyport.server.iam;

import org.jspecify.annotations.NullMarked;

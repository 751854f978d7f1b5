// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Managed and inline policies and whom they belong to.
 *
 * <p>Main path: {@link sallyport.server.iam.policy.Policies} keeps managed policies and their versions,
 * {@link sallyport.server.iam.policy.Attachments} says to which {@link sallyport.server.iam.policy.PolicyHolder} they are attached,
 * {@link sallyport.server.iam.policy.InlinePolicies} keeps what belongs to one holder alone.
 *
 * <p>Documents are kept as they were given; whether they are good is for whoever accepts them to check.
 */
@NullMarked
package sallyport.server.iam.policy;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of STS: who is calling, and credentials that expire.
 *
 * <p>Main path: {@code AssumeRole} finds the role, has its trust policy asked by the front door, and has
 * {@link sallyport.server.identity.Credentials} issue a key that carries what was given: MFA, policies, tags.
 */
@NullMarked
package sallyport.server.service.sts;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * On what sessions were allowed, and whether they still are.
 *
 * <p>Main path: a session keeps its {@link sallyport.server.session.grant.Grant} in memory and in the store; after every change that a decision
 * may depend on {@link sallyport.server.session.grant.Reauthorization} asks again and ends the sessions that are no longer allowed.
 */
@NullMarked
package sallyport.server.session.grant;

import org.jspecify.annotations.NullMarked;

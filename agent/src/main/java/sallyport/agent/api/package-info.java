// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The calls a node makes to its server, in the forms AWS's own agent uses.
 *
 * <p>Main path: {@link sallyport.agent.api.NodeApi} signs each call with temporary credentials, which it fetches with the node's
 * key, and turns refusals into {@link sallyport.agent.api.ApiException}. It opens channels but does not speak on them.
 */
@NullMarked
package sallyport.agent.api;

import org.jspecify.annotations.NullMarked;

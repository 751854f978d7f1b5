// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Who this node is: registration with a server, and the directory that remembers it.
 *
 * <p>Main path: {@link sallyport.agent.register.Registrar} makes a key, presents an activation or a join token, and gets a node id;
 * {@link sallyport.agent.register.StateDirectory} keeps both. Nothing here runs for longer than a call.
 */
@NullMarked
package sallyport.agent.register;

import org.jspecify.annotations.NullMarked;

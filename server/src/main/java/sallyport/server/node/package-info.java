// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The registered nodes: how they come, what is known of them, and which are connected now.
 *
 * <p>Main path: {@link sallyport.server.node.Activations} or {@link sallyport.server.node.JoinTokens} issue a secret;
 * the agent redeems it with its public key and becomes a {@link sallyport.server.node.Node}; from then on it proves
 * itself by that key and by the temporary credentials it gets for it. What a node says of itself and its tags live in
 * {@link sallyport.server.node.Nodes}.
 *
 * <p>Whether a node is connected is never stored. It is known to its control channel alone, and whoever lists nodes
 * brings that knowledge along, so no two APIs can disagree.
 */
@NullMarked
package sallyport.server.node;

import org.jspecify.annotations.NullMarked;

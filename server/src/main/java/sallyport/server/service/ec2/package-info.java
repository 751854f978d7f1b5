// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of EC2 that concern {@code i-} nodes: what they are, and their tags, which on AWS belong to EC2.
 *
 * <p>Main path: {@code Instances} resolves ids to {@link sallyport.server.node.Node}s, the operation puts them into EC2's
 * shapes or changes their tags in {@link sallyport.server.node.Nodes}.
 */
@NullMarked
package sallyport.server.service.ec2;

import org.jspecify.annotations.NullMarked;

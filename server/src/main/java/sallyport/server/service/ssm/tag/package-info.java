// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of SSM on tags, and how SSM's API writes tags.
 *
 * <p>Main path: {@code Taggable} turns type and id into a {@link sallyport.server.node.Node} and its ARN, the operation
 * changes its tags in {@link sallyport.server.node.Nodes}.
 */
@NullMarked
package sallyport.server.service.ssm.tag;

import org.jspecify.annotations.NullMarked;

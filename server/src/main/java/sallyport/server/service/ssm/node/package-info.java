// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of SSM by which people look at nodes and remove them.
 *
 * <p>Main path: what is stored of a node comes from {@link sallyport.server.node.Nodes}; whether it is connected comes from
 * {@link sallyport.server.node.ControlChannels}, here as everywhere.
 */
@NullMarked
package sallyport.server.service.ssm.node;

import org.jspecify.annotations.NullMarked;

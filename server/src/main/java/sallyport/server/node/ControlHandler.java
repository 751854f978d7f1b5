// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import sallyport.server.identity.NodeId;
import sallyport.wire.frame.Frame;

/**
 * Hears what nodes say on their control channels. For one node the calls come one after another, in order, on a virtual
 * thread, and may block; those of different nodes come at the same time.
 */
public interface ControlHandler {
    /** The node's agent has connected; also when a new connection replaces one that was still open. */
    void connected(NodeId node);

    /** The node has no control channel any more. */
    void disconnected(NodeId node);

    /**
     * A valid frame that the agent may send. An {@code agent_task_complete} is acknowledged to the agent when this returns
     * normally; otherwise the agent sends it again.
     */
    void received(NodeId node, Frame frame);
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import sallyport.server.identity.NodeId;
import sallyport.wire.frame.Frame;

/** Sends frames to nodes over their control channels; {@code ControlChannels::send} in the server. */
@FunctionalInterface
public interface NodeSender {

    /** False if the node is not connected; true says nothing about arrival. Must not block. */
    boolean send(NodeId node, Frame frame);
}

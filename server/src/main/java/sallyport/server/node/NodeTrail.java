// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.lang.System.Logger.Level;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerException;
import sallyport.server.identity.NodeId;
import sallyport.wire.frame.Frame;

/**
 * Puts the coming and going of nodes on the ledger, then passes the news on. A node whose coming cannot be put there is not
 * passed on, so no session starts on it.
 *
 * @param source where the node's connection comes from
 */
public record NodeTrail(ControlHandler next, Nodes nodes, Ledger ledger, String source) implements ControlHandler {

    private static final System.Logger LOG = System.getLogger(NodeTrail.class.getName());

    @Override
    public void connected(NodeId node) {
        String version =
                nodes.find(node).map(found -> found.agent().agentVersion()).orElse("");
        if (append(node, new LedgerEvent.NodeConnected(node.text(), source, version))) {
            LOG.log(Level.INFO, "node connected node={0} source={1} agent={2}", node, source, version);
            next.connected(node);
        }
    }

    @Override
    public void disconnected(NodeId node) {
        append(node, new LedgerEvent.NodeDisconnected(node.text(), "the control channel ended"));
        LOG.log(Level.INFO, "node disconnected node={0} source={1}", node, source);
        next.disconnected(node);
    }

    @Override
    public void received(NodeId node, Frame frame) {
        next.received(node, frame);
    }

    private boolean append(NodeId node, LedgerEvent event) {
        try {
            ledger.append(event);
            return true;
        } catch (LedgerException e) {
            LOG.log(Level.ERROR, "node's state cannot be put on the ledger node=" + node, e);
            return false;
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import sallyport.server.http.HttpRequest;
import sallyport.server.http.Upgrade;
import sallyport.server.identity.NodeId;

/** Takes the control channel of a node that has proven to be it. */
@FunctionalInterface
public interface ControlAcceptor {
    Upgrade accept(NodeId node, HttpRequest request);
}

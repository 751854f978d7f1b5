// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.util.List;
import java.util.Map;
import sallyport.server.identity.Caller;
import sallyport.server.identity.NodeId;
import sallyport.server.session.grant.Grant;
import sallyport.wire.message.SessionTask;

/**
 * A session to be opened.
 *
 * @param grant on what, by whom
 * @param task what the node is told; its session id comes from {@link Sessions#newId}
 * @param reason why the caller wants it, or empty
 * @param parameters the document's parameters as the caller gave them
 */
public record SessionRequest(
        Grant grant,
        NodeId target,
        SessionTask task,
        String reason,
        Map<String, List<String>> parameters,
        SessionLimits limits) {

    public SessionRequest {
        parameters = Map.copyOf(parameters);
    }

    /** Who wants it. */
    public Caller caller() {
        return grant.caller();
    }
}

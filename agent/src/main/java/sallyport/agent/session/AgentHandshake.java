// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.util.List;
import sallyport.wire.message.HandshakeRequest;
import sallyport.wire.message.HandshakeResponse;
import sallyport.wire.message.ProcessedClientAction;
import sallyport.wire.message.RequestedClientAction;
import sallyport.wire.message.Sallyport;
import sallyport.wire.message.SessionType;

/**
 * What agent and client settle before data flows, as pure functions. We always shake hands, also where AWS's agent does not:
 * it tells us who the client is, and the client that a shell is coming.
 */
final class AgentHandshake {
    private AgentHandshake() {}

    /** What is asked of the client. */
    static HandshakeRequest request(SessionType type, String agentVersion) {
        return new HandshakeRequest(
                agentVersion, List.of(new RequestedClientAction.SelectSessionType(type, null)), Sallyport.CURRENT);
    }

    /**
     * Whether the client is ours, which wants the exit code of everything and acknowledges duplicates.
     *
     * @throws RefusedSessionException when the client could not do what was asked
     */
    static boolean isOurClient(HandshakeResponse response) throws RefusedSessionException {
        for (var action : response.processedClientActions()) {
            if (action.status() != ProcessedClientAction.SUCCESS) {
                var why = action.error().isEmpty() ? "the client does not support it" : action.error();
                throw new RefusedSessionException("the handshake failed at " + action.actionType() + ": " + why);
            }
        }
        return response.sallyport() != null;
    }
}

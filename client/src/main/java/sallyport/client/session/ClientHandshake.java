// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sallyport.wire.message.HandshakeRequest;
import sallyport.wire.message.HandshakeResponse;
import sallyport.wire.message.ProcessedClientAction;
import sallyport.wire.message.RequestedClientAction;
import sallyport.wire.message.Sallyport;
import sallyport.wire.message.SessionType;

/**
 * The client's part of the handshake, as a pure function: what the agent asks, what we answer, what the session will be.
 *
 * @param response goes back to the agent
 * @param sessionType empty when the agent named none that we can do
 */
record ClientHandshake(HandshakeResponse response, Optional<SessionType> sessionType) {
    static ClientHandshake answer(HandshakeRequest request) {
        var processed = new ArrayList<ProcessedClientAction>();
        var errors = new ArrayList<String>();
        Optional<SessionType> type = Optional.empty();
        for (var action : request.requestedClientActions()) {
            var result = switch (action) {
                case RequestedClientAction.SelectSessionType select -> {
                    type = SessionType.of(select.parameters().sessionType()).filter(known -> known != SessionType.PORT);
                    yield type.isPresent()
                            ? ProcessedClientAction.success(action)
                            : ProcessedClientAction.failed(
                                    action,
                                    "this client does not do sessions of type "
                                            + select.parameters().sessionType());
                }
                case RequestedClientAction.KmsEncryption _ ->
                    ProcessedClientAction.failed(action, "this client does not encrypt sessions with KMS");
                case RequestedClientAction.Unknown _ -> ProcessedClientAction.unsupported(action);
            };
            processed.add(result);
            if (!result.error().isEmpty()) {
                errors.add(result.error());
            }
        }
        var response = new HandshakeResponse(
                ClientVersion.TEXT, processed, errors.isEmpty() ? null : List.copyOf(errors), Sallyport.CURRENT);
        return new ClientHandshake(response, type);
    }
}

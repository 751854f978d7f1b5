// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import sallyport.transport.Connector;
import sallyport.transport.HttpCaller;
import sallyport.wire.message.Messages;
import sallyport.wire.sigv4.SigningRequest;

/** awsJson 1.1 calls: one POST to the root, the operation in a header, records in and out. */
final class JsonCalls {
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private JsonCalls() {}

    /** Adds what authenticates a request; may fetch credentials for it. */
    interface Signer {
        Map<String, String> headersFor(SigningRequest request) throws IOException;
    }

    static <T> T call(Connector connector, URI server, String target, Object request, Signer signer, Class<T> answer)
            throws IOException {
        var uri = server.resolve("/");
        var body = Messages.write(request);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", target);
        headers.putAll(signer.headersFor(SigningRequest.of("POST", uri, headers, body)));
        try (var caller = new HttpCaller(connector, TIMEOUT)) {
            var reply = caller.call("POST", uri, headers, body);
            if (reply.status() != 200) {
                throw ApiException.of(target.substring(target.indexOf('.') + 1), reply);
            }
            return Messages.read(reply.body().length == 0 ? new byte[] {'{', '}'} : reply.body(), answer);
        }
    }
}

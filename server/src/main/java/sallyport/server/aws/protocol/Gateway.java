// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.aws.shape.ServiceModel;
import sallyport.server.http.Headers;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import tools.jackson.databind.node.ObjectNode;

/**
 * The agents' message gateway: REST requests in JSON, replies in XML.
 *
 * <p>Source: docs/protocol/agent.md §6. The agent reads replies by element name, whatever the root is called. COMPAT: it looks for
 * {@code <AccessDeniedException>} anywhere in an error and then polls ec2messages as well; so the code is the root of an error.
 */
final class Gateway implements Protocol {
    private static final XmlForm XML = new XmlForm("member", Timestamps::iso8601);

    private final String namespace;

    Gateway(ServiceModel service) {
        this.namespace = service.xmlNamespace().orElse("");
    }

    @Override
    public ObjectNode decode(OperationModel operation, HttpRequest request, Map<String, String> labels)
            throws MalformedBodyException {
        return RestRequest.decode(operation, request, labels);
    }

    @Override
    public HttpResponse encode(OperationModel operation, ObjectNode reply, String requestId) {
        var xml = new XmlWriter().start(operation.name() + "Response", namespace);
        XML.write(operation.output(), reply, xml);
        return reply(operation.successStatus(), xml.end(), requestId);
    }

    @Override
    public HttpResponse encode(WireError error, Optional<OperationModel> operation, String requestId) {
        var xml = new XmlWriter()
                .start(error.code(), namespace)
                .text("Message", error.message())
                .text("RequestId", requestId)
                .end();
        return reply(error.status(), xml, requestId);
    }

    @Override
    public WireError describe(Failure failure) {
        return JsonFailures.describe(failure, 403);
    }

    private static HttpResponse reply(int status, XmlWriter xml, String requestId) {
        return new HttpResponse(
                status, Headers.of("x-amzn-RequestId", requestId, "Content-Type", "application/xml"), xml.bytes());
    }
}

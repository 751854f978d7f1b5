// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.http.Headers;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import tools.jackson.databind.node.ObjectNode;

/** restJson: path, query and headers carry members too; the error's code is a header. */
final class RestJson implements Protocol {

    @Override
    public ObjectNode decode(OperationModel operation, HttpRequest request, Map<String, String> labels)
            throws MalformedBodyException {
        return RestRequest.decode(operation, request, labels);
    }

    @Override
    public HttpResponse encode(OperationModel operation, ObjectNode reply, String requestId) {
        return new HttpResponse(
                operation.successStatus(),
                Headers.of("x-amzn-RequestId", requestId, "Content-Type", "application/json"),
                JsonForm.MAPPER.writeValueAsBytes(JsonForm.encode(operation.output(), reply)));
    }

    @Override
    public HttpResponse encode(WireError error, Optional<OperationModel> operation, String requestId) {
        ObjectNode body = JsonForm.MAPPER.createObjectNode().put("message", error.message());
        error.members().forEach(body::put);
        return new HttpResponse(
                error.status(),
                Headers.of(
                        "x-amzn-RequestId",
                        requestId,
                        "x-amzn-ErrorType",
                        error.code(),
                        "Content-Type",
                        "application/json"),
                JsonForm.MAPPER.writeValueAsBytes(body));
    }

    @Override
    public WireError describe(Failure failure) {
        return JsonFailures.describe(failure, 403);
    }
}

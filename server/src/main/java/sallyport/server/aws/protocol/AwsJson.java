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

/** awsJson 1.0 and 1.1: a JSON document each way, errors with {@code __type}. */
final class AwsJson implements Protocol {
    private final String contentType;

    AwsJson(ServiceModel service) {
        this.contentType = "application/x-amz-json-" + service.jsonVersion();
    }

    @Override
    public ObjectNode decode(OperationModel operation, HttpRequest request, Map<String, String> labels)
            throws MalformedBodyException {
        return JsonForm.decode(operation.input(), JsonForm.parse(request.body()));
    }

    @Override
    public HttpResponse encode(OperationModel operation, ObjectNode reply, String requestId) {
        return reply(operation.successStatus(), JsonForm.encode(operation.output(), reply), requestId);
    }

    @Override
    public HttpResponse encode(WireError error, Optional<OperationModel> operation, String requestId) {
        ObjectNode body = JsonForm.MAPPER.createObjectNode().put("__type", error.code());
        if (!error.message().isEmpty()) {
            body.put(messageMember(error.code(), operation), error.message());
        }
        error.members().forEach(body::put);
        return reply(error.status(), body, requestId);
    }

    @Override
    public WireError describe(Failure failure) {
        return JsonFailures.describe(failure, 400);
    }

    /** Errors of a model name their message as the model does; AWS's own start with a small letter, but for denials. */
    private static String messageMember(String code, Optional<OperationModel> operation) {
        String common = code.equals("AccessDeniedException") ? "Message" : "message";
        return operation
                .map(model -> model.messageMembers().getOrDefault(code, common))
                .orElse(common);
    }

    private HttpResponse reply(int status, ObjectNode body, String requestId) {
        return new HttpResponse(
                status,
                Headers.of("x-amzn-RequestId", requestId, "Content-Type", contentType),
                JsonForm.MAPPER.writeValueAsBytes(body));
    }
}

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

/** EC2's query protocol: lists without {@code member}, replies without a wrapper, errors of a form of their own. */
final class Ec2Query implements Protocol {
    private static final XmlForm XML = new XmlForm("item", Timestamps::iso8601Millis);
    private static final String NOT_VALIDATED = "AWS was not able to validate the provided access credentials";

    private final String namespace;

    Ec2Query(ServiceModel service) {
        // the model leaves the last slash out, the service writes it
        this.namespace = service.xmlNamespace().orElse("") + "/";
    }

    @Override
    public ObjectNode decode(OperationModel operation, HttpRequest request, Map<String, String> labels)
            throws MalformedBodyException {
        return FormReader.EC2.read(operation.input(), FormTree.of(QueryForm.of(request)));
    }

    @Override
    public HttpResponse encode(OperationModel operation, ObjectNode reply, String requestId) {
        var xml = new XmlWriter()
                .declaration()
                .start(operation.name() + "Response", namespace)
                .text("requestId", requestId);
        if (operation.output().members().isEmpty()) {
            xml.text("return", "true");
        }
        XML.write(operation.output(), reply, xml);
        return reply(operation.successStatus(), xml.end(), requestId);
    }

    @Override
    public HttpResponse encode(WireError error, Optional<OperationModel> operation, String requestId) {
        var xml = new XmlWriter()
                .declaration()
                .start("Response")
                .start("Errors")
                .start("Error")
                .text("Code", error.code())
                .text("Message", error.message())
                .end()
                .end()
                .text("RequestID", requestId)
                .end();
        return reply(error.status(), xml, requestId);
    }

    @Override
    public WireError describe(Failure failure) {
        return switch (failure) {
            case Failure.MissingAuthentication _ ->
                WireError.of(400, "MissingParameter", "The request must contain the parameter AWSAccessKeyId");
            case Failure.IncompleteSignature(var message) -> WireError.of(400, "IncompleteSignature", message);
            case Failure.UnknownKey _, Failure.SignatureMismatch _, Failure.SignatureNotValid _ ->
                WireError.of(401, "AuthFailure", NOT_VALIDATED);
            case Failure.ExpiredToken _, Failure.SignatureExpired _ ->
                WireError.of(400, "RequestExpired", "Request has expired.");
            case Failure.AccessDenied(var message) ->
                WireError.of(
                        403, "UnauthorizedOperation", "You are not authorized to perform this operation. " + message);
            case Failure.UnknownOperation unknown
            when unknown.operation().isEmpty() ->
                WireError.of(400, "MissingAction", "The request is missing an action or a required parameter.");
            case Failure.UnknownOperation(var operation, var version) ->
                WireError.of(400, "InvalidAction", "The action " + operation + " is not valid for this web service.");
            case Failure.MalformedBody(var message) -> WireError.of(400, "MalformedInput", message);
            case Failure.UnsupportedMediaType _ -> WireError.of(415, "UnsupportedMediaType", "");
            case Failure.Invalid(var message) -> WireError.of(400, "InvalidParameterValue", message);
            case Failure.TooLarge _ ->
                WireError.of(413, "RequestEntityTooLarge", "Request size exceeds the maximum allowed size.");
            case Failure.Internal _ -> WireError.of(500, "InternalError", "An internal error has occurred");
        };
    }

    private static HttpResponse reply(int status, XmlWriter xml, String requestId) {
        return new HttpResponse(
                status,
                Headers.of("x-amzn-RequestId", requestId, "Content-Type", "text/xml;charset=UTF-8"),
                xml.bytes());
    }
}

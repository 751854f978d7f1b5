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

/** awsQuery: forms in, XML with a result wrapper out. */
final class AwsQuery implements Protocol {
    private static final XmlForm XML = new XmlForm("member", Timestamps::iso8601);

    private final String namespace;

    AwsQuery(ServiceModel service) {
        this.namespace = service.xmlNamespace().orElse("");
    }

    @Override
    public ObjectNode decode(OperationModel operation, HttpRequest request, Map<String, String> labels)
            throws MalformedBodyException {
        return FormReader.QUERY.read(operation.input(), FormTree.of(QueryForm.of(request)));
    }

    @Override
    public HttpResponse encode(OperationModel operation, ObjectNode reply, String requestId) {
        var xml = new XmlWriter().start(operation.name() + "Response", namespace);
        operation.resultWrapper().ifPresent(wrapper -> {
            xml.start(wrapper);
            XML.write(operation.output(), reply, xml);
            xml.end();
        });
        xml.start("ResponseMetadata").text("RequestId", requestId).end().end();
        return reply(operation.successStatus(), xml, requestId);
    }

    @Override
    public HttpResponse encode(WireError error, Optional<OperationModel> operation, String requestId) {
        var xml = new XmlWriter().start("ErrorResponse", namespace);
        xml.start("Error")
                .text("Type", error.status() < 500 ? "Sender" : "Receiver")
                .text("Code", error.code())
                .text("Message", error.message());
        error.members().forEach(xml::text);
        xml.end().text("RequestId", requestId).end();
        return reply(error.status(), xml, requestId);
    }

    @Override
    public WireError describe(Failure failure) {
        return switch (failure) {
            case Failure.MissingAuthentication _ ->
                WireError.of(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
            case Failure.IncompleteSignature(var message) -> WireError.of(400, "IncompleteSignature", message);
            case Failure.UnknownKey _ ->
                WireError.of(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
            case Failure.ExpiredToken _ ->
                WireError.of(403, "ExpiredToken", "The security token included in the request is expired");
            case Failure.SignatureMismatch mismatch -> WireError.of(403, "SignatureDoesNotMatch", mismatch.message());
            case Failure.SignatureExpired(var message) -> WireError.of(403, "SignatureDoesNotMatch", message);
            case Failure.SignatureNotValid(var message) -> WireError.of(403, "SignatureDoesNotMatch", message);
            case Failure.AccessDenied(var message) -> WireError.of(403, "AccessDenied", message);
            case Failure.UnknownOperation unknown
            when unknown.operation().isEmpty() ->
                WireError.of(400, "MissingAction", "The request is missing an action or a required parameter.");
            case Failure.UnknownOperation(var operation, var version) ->
                WireError.of(400, "InvalidAction", "Could not find operation " + operation + " for version " + version);
            case Failure.MalformedBody(var message) -> WireError.of(400, "MalformedInput", message);
            case Failure.UnsupportedMediaType _ -> WireError.of(415, "UnsupportedMediaType", "");
            case Failure.Invalid(var message) -> WireError.of(400, "ValidationError", message);
            case Failure.TooLarge _ ->
                WireError.of(413, "RequestEntityTooLarge", "Request size exceeds the maximum allowed size.");
            case Failure.Internal _ ->
                WireError.of(
                        500,
                        "InternalFailure",
                        "The request processing has failed because of an unknown error, exception or failure.");
        };
    }

    private static HttpResponse reply(int status, XmlWriter xml, String requestId) {
        return new HttpResponse(
                status, Headers.of("x-amzn-RequestId", requestId, "Content-Type", "text/xml"), xml.bytes());
    }
}

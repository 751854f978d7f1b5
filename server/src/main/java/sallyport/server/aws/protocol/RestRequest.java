// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sallyport.server.aws.shape.Member;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.http.HttpRequest;
import sallyport.wire.sigv4.QueryString;
import tools.jackson.databind.node.ObjectNode;

/** Reads a REST request: members of the body from JSON, the others from where the model says. Those are always text. */
final class RestRequest {
    private static final Set<String> JSON =
            Set.of("application/json", "application/x-amz-json-1.0", "application/x-amz-json-1.1");

    private RestRequest() {}

    static ObjectNode decode(OperationModel operation, HttpRequest request, Map<String, String> labels)
            throws MalformedBodyException {
        if (request.body().length > 0 && !isJson(request)) {
            throw MalformedBodyException.unsupportedMediaType();
        }
        ObjectNode decoded = JsonForm.decode(operation.input(), JsonForm.parse(request.body()));
        QueryString query = QueryString.parse(request.query());
        for (Member member : operation.input().members().values()) {
            if (member.location() == Member.Location.BODY) {
                continue;
            }
            // SECURITY: what the body says about a member of the path counts for nothing
            decoded.remove(member.name());
            text(member, request, query, labels).ifPresent(text -> decoded.put(member.name(), text));
        }
        return decoded;
    }

    /** A body without a type is taken for what it must be. */
    private static boolean isJson(HttpRequest request) {
        return request.headers()
                .first("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .map(JSON::contains)
                .orElse(true);
    }

    private static Optional<String> text(
            Member member, HttpRequest request, QueryString query, Map<String, String> labels) {
        String name = member.locationName().orElse(member.name());
        return switch (member.location()) {
            case URI -> Optional.ofNullable(labels.get(name)).map(QueryString::decodeSegment);
            case QUERY_STRING -> query.first(name);
            case HEADER -> request.headers().first(name);
            case BODY -> Optional.empty();
        };
    }
}

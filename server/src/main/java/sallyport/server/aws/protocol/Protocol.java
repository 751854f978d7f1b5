// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.aws.shape.ServiceModel;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes one of AWS's protocols. Stateless. */
public sealed interface Protocol permits AwsJson, AwsQuery, Ec2Query, RestJson, Gateway {

    static Protocol of(ServiceModel service) {
        return switch (service.protocol()) {
            case JSON -> new AwsJson(service);
            case QUERY -> new AwsQuery(service);
            case EC2 -> new Ec2Query(service);
            case REST_JSON -> new RestJson();
            case GATEWAY -> new Gateway(service);
        };
    }

    /**
     * The request as a tree of the operation's input shape: members by their model names, timestamps as epoch milliseconds, blobs in
     * base64, unknown members left out. Types are right, constraints not yet checked.
     *
     * @param labels what stands in the path of a REST request
     */
    ObjectNode decode(OperationModel operation, HttpRequest request, Map<String, String> labels)
            throws MalformedBodyException;

    /** The reply, from a tree of the operation's output shape. */
    HttpResponse encode(OperationModel operation, ObjectNode reply, String requestId);

    /** An error; the operation is known if the request got that far. */
    HttpResponse encode(WireError error, Optional<OperationModel> operation, String requestId);

    /** What this protocol's clients expect to be told. */
    WireError describe(Failure failure);
}

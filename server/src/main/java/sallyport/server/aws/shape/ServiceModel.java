// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.util.Map;
import java.util.Optional;

/**
 * A service as its model describes it. Immutable once read.
 *
 * @param name as in ARNs, actions and the ledger: {@code ssm}
 * @param signingName the service in the credential scope
 * @param jsonVersion {@code 1.0} or {@code 1.1} where the protocol is awsJson, else empty
 * @param targetPrefix of the {@code X-Amz-Target} header, where there is one
 * @param xmlNamespace of replies, where they are XML
 */
public record ServiceModel(
        String name,
        ProtocolName protocol,
        String apiVersion,
        String signingName,
        String jsonVersion,
        Optional<String> targetPrefix,
        Optional<String> xmlNamespace,
        Map<String, OperationModel> operations) {
    public ServiceModel {
        operations = Map.copyOf(operations);
    }

    /** How requests and replies are written. */
    public enum ProtocolName {
        /** awsJson 1.0 and 1.1: one URL, the operation in a header. */
        JSON,
        /** awsQuery: forms in, XML out. */
        QUERY,
        /** EC2's own form of awsQuery. */
        EC2,
        /** restJson: path and method name the operation. */
        REST_JSON,
        /** The agents' message gateway: restJson in, XML out. */
        GATEWAY
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.shape.Shape.Structure;

/**
 * An operation as its model describes it.
 *
 * @param input empty structure if it takes nothing
 * @param output empty structure if it returns nothing
 * @param resultWrapper the element around a query reply's members
 * @param http method and path of a REST operation
 * @param successStatus HTTP status of a reply
 * @param messageMembers for each modelled error that has one, the member that carries its message
 */
public record OperationModel(
        String name,
        Structure input,
        Structure output,
        Optional<String> resultWrapper,
        Optional<UriTemplate> http,
        int successStatus,
        Map<String, String> messageMembers) {
    public OperationModel {
        messageMembers = Map.copyOf(messageMembers);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.Map;
import sallyport.server.aws.protocol.Protocol;

/** Where a request goes. */
sealed interface Route {

    /**
     * To an operation.
     *
     * @param labels what stands in the path of a REST request
     */
    record Served(ServedOperation<?, ?, ?> operation, Map<String, String> labels) implements Route {}

    /**
     * To nothing we serve, to be answered as that protocol answers it.
     *
     * @param service as well as it can be told, for the scope of the signature and for the ledger
     * @param operation and
     * @param version as the request has them, shortened
     */
    record Unknown(Protocol protocol, String service, String operation, String version) implements Route {}
}

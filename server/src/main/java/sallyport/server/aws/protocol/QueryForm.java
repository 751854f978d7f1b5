// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.nio.charset.StandardCharsets;
import sallyport.server.http.HttpRequest;
import sallyport.wire.sigv4.QueryString;

/** Where a query request keeps its parameters. */
public final class QueryForm {
    private QueryForm() {}

    /** The body of a POST, the query of anything else. */
    public static QueryString of(HttpRequest request) {
        return QueryString.parse(
                request.method().equals("POST") && request.body().length > 0
                        ? new String(request.body(), StandardCharsets.UTF_8)
                        : request.query());
    }
}

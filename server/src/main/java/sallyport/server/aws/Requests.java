// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.time.Instant;
import sallyport.server.authz.Circumstances;
import sallyport.server.http.HttpRequest;

/** What is worth knowing about a request apart from what it asks for. */
final class Requests {
    /** Longer ones are shortened: nobody writes a policy about the rest. */
    private static final int LONGEST_HEADER = 2_048;

    private Requests() {}

    static Circumstances circumstances(HttpRequest request, String region, Instant at) {
        return new Circumstances(
                sourceIp(request),
                request.headers().first("User-Agent").map(Requests::shortened),
                request.headers().first("Referer").map(Requests::shortened),
                region,
                at);
    }

    /** The peer's address; of a link-local one without the name of our own interface. */
    static String sourceIp(HttpRequest request) {
        if (request.remote().isUnresolved()) {
            return request.remote().getHostString();
        }
        String address = request.remote().getAddress().getHostAddress();
        int scope = address.indexOf('%');
        return scope < 0 ? address : address.substring(0, scope);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_HEADER ? text : text.substring(0, LONGEST_HEADER);
    }
}

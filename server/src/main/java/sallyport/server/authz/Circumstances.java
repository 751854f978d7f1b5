// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.time.Instant;
import java.util.Optional;

/**
 * What a policy may ask about a request besides who makes it and on what.
 *
 * @param sourceIp address of the peer; what a proxy claims in a header is not asked
 * @param userAgent as the client names itself; empty if it does not
 * @param referer empty if there is none
 * @param region the region the request is signed for
 * @param at when it came in
 */
public record Circumstances(
        String sourceIp, Optional<String> userAgent, Optional<String> referer, String region, Instant at) {

    /** The same request as if it came in at another time. */
    public Circumstances at(Instant moment) {
        return new Circumstances(sourceIp, userAgent, referer, region, moment);
    }
}

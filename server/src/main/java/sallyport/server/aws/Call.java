// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.time.Duration;
import java.time.Instant;
import sallyport.server.authz.Circumstances;
import sallyport.server.authz.Decision;
import sallyport.server.http.HttpRequest;
import sallyport.server.identity.Caller;

/**
 * One authorised call.
 *
 * @param requestId what the reply's {@code x-amzn-RequestId} says and the ledger knows it by
 * @param hangup whether the caller still waits for the answer
 * @param decision what allowed it
 */
public record Call(
        Caller caller,
        String requestId,
        Circumstances circumstances,
        HttpRequest.Hangup hangup,
        Decision.Allowed decision) {

    /** Holds the call for {@code time}, but no longer than its caller waits; returns whether the caller still does. */
    public boolean hold(Duration time) throws InterruptedException {
        return !hangup.await(time);
    }

    /** The address it came from. */
    public String sourceIp() {
        return circumstances.sourceIp();
    }

    /** When it came in. */
    public Instant at() {
        return circumstances.at();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.time.Duration;
import java.time.Instant;
import sallyport.server.http.HttpRequest;
import sallyport.server.identity.Caller;

/**
 * One authorised call.
 *
 * @param requestId what the reply's {@code x-amzn-RequestId} says and the ledger knows it by
 * @param sourceIp the address it came from
 * @param at when it came in
 * @param hangup whether the caller still waits for the answer
 */
public record Call(Caller caller, String requestId, String sourceIp, Instant at, HttpRequest.Hangup hangup) {

    /** Holds the call for {@code time}, but no longer than its caller waits; returns whether the caller still does. */
    public boolean hold(Duration time) throws InterruptedException {
        return !hangup.await(time);
    }
}

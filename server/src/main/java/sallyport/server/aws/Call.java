// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.time.Instant;
import sallyport.server.identity.Caller;

/**
 * One authorised call.
 *
 * @param requestId what the reply's {@code x-amzn-RequestId} says and the ledger knows it by
 * @param sourceIp the address it came from
 * @param at when it came in
 */
public record Call(Caller caller, String requestId, String sourceIp, Instant at) {}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import sallyport.server.authz.Circumstances;
import sallyport.server.authz.Decision;
import sallyport.server.http.HttpRequest;
import sallyport.server.identity.Caller;

/** A request whose sender is known, before anybody has looked at what it asks for. */
record Incoming(HttpRequest request, Caller caller, String requestId, Circumstances circumstances) {
    Call allowed(Decision.Allowed decision) {
        return new Call(caller, requestId, circumstances, request.hangup(), decision);
    }
}

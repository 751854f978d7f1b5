// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.List;
import sallyport.ledger.Details;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerEvent.ApiCall;
import sallyport.ledger.LedgerEvent.ApiIntent;
import sallyport.ledger.LedgerEvent.ApiOutcome;
import sallyport.ledger.LedgerEvent.Result;
import sallyport.ledger.LedgerException;
import sallyport.ledger.Receipt;
import sallyport.server.aws.protocol.WireError;
import sallyport.server.http.HttpRequest;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Principal;

/** Puts API calls on the ledger. What cannot be put there throws, and the endpoint then refuses the call. */
final class AuditTrail {
    private static final int LONGEST_USER_AGENT = 256;
    private static final int LONGEST_MESSAGE = 1024;

    private final Ledger ledger;

    AuditTrail(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A call as far as it is known.
     *
     * @param parameters without secrets
     */
    record Entry(
            Caller caller,
            String service,
            String operation,
            String requestId,
            HttpRequest request,
            List<Arn> resources,
            Details parameters) {}

    /** Counts a request whose sender nobody can be held to account for. */
    void unauthenticated(HttpRequest request, String errorCode) {
        ledger.unauthenticated(Requests.sourceIp(request), errorCode);
    }

    /** Before the first side effect. */
    Receipt intent(Entry entry) throws LedgerException {
        return ledger.append(new ApiIntent(call(entry)));
    }

    void succeeded(Receipt intent, Details reply) throws LedgerException {
        ledger.append(new ApiOutcome(intent.sequence(), Result.SUCCEEDED, "", "", reply));
    }

    void failed(Receipt intent, WireError error) throws LedgerException {
        ledger.append(new ApiOutcome(
                intent.sequence(), Result.FAILED, error.code(), shortened(error.message()), Details.none()));
    }

    /** A call that changed nothing, and was answered. */
    void read(Entry entry) throws LedgerException {
        ledger.append(new ApiCall(call(entry), Result.SUCCEEDED, "", ""));
    }

    /** A call that was denied, or failed before it could change anything. */
    void refused(Entry entry, Result result, WireError error) throws LedgerException {
        ledger.append(new ApiCall(call(entry), result, error.code(), shortened(error.message())));
    }

    private static LedgerEvent.Call call(Entry entry) {
        String userAgent = entry.request().headers().first("User-Agent").orElse("");
        return new LedgerEvent.Call(
                caller(entry.caller()),
                entry.service(),
                entry.operation(),
                entry.requestId(),
                Requests.sourceIp(entry.request()),
                userAgent.length() <= LONGEST_USER_AGENT ? userAgent : userAgent.substring(0, LONGEST_USER_AGENT),
                entry.resources().stream().map(Arn::toString).toList(),
                entry.parameters());
    }

    private static LedgerEvent.Caller caller(Caller caller) {
        String kind = switch (caller.principal()) {
            case Principal.User _ -> "IAMUser";
            case Principal.RoleSession _ -> "AssumedRole";
            case Principal.Node _ -> "Node";
            case Principal.FederatedUser _ -> "FederatedUser";
            case Principal.Anonymous _ -> "Anonymous";
        };
        return new LedgerEvent.Caller(
                kind,
                caller.arn().toString(),
                caller.userId(),
                caller.account().digits(),
                caller.accessKeyId().orElse(""));
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sallyport.ledger.Details;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent.Result;
import sallyport.ledger.LedgerException;
import sallyport.server.authz.Authorizer;
import sallyport.server.aws.protocol.Failure;
import sallyport.server.aws.protocol.Protocol;
import sallyport.server.aws.protocol.WireError;
import sallyport.server.http.HttpHandler;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.HttpResponse;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Principal;

/**
 * Serves every API call: finds the operation, finds out who calls, and has an {@link Exchange} do the rest. Thread-safe; each request on a
 * virtual thread of its own.
 *
 * <p>INVARIANT: an authenticated call is on the ledger before its reply leaves, and one that changes something before it begins. If the
 * ledger refuses, so do we. Requests of nobody known are only counted there.
 */
public final class AwsEndpoint implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(AwsEndpoint.class.getName());

    /** The largest request of AWS's here, a document, has 64 KiB. */
    private static final int LONGEST_BODY = 1024 * 1024;

    private final Router router;
    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final AuditTrail trail;
    private final InstantSource clock;

    /** Throws {@link IllegalStateException} if an operation does not fit its model. */
    public AwsEndpoint(
            List<Service> services,
            Authenticator authenticator,
            Authorizer authorizer,
            Ledger ledger,
            InstantSource clock) {
        this.router = new Router(services);
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.trail = new AuditTrail(ledger);
        this.clock = clock;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        String requestId = UUID.randomUUID().toString();
        return switch (router.route(request)) {
            case Route.Served(var operation, var labels) -> serve(operation, labels, request, requestId);
            case Route.Unknown unknown -> refuse(unknown, request, requestId);
        };
    }

    private <I, R, O> HttpResponse serve(
            ServedOperation<I, R, O> served, Map<String, String> labels, HttpRequest request, String requestId) {
        Authenticator.Outcome outcome =
                authenticator.authenticate(request, served.service.signingName(), served.operation.authentication());
        if (request.body().length > LONGEST_BODY) {
            return tooLarge(served, outcome, request, requestId);
        }
        return switch (outcome) {
            case Authenticator.Outcome.Refused(var failure) ->
                unauthenticated(served.protocol, failure, request, requestId);
            case Authenticator.Outcome.Known(var caller, var region) -> {
                var incoming = new Exchange.Incoming(
                        request, caller, requestId, Requests.circumstances(request, region, clock.instant()));
                yield new Exchange<>(served, incoming, authorizer, trail).answer(labels);
            }
        };
    }

    /** Longer than the listener takes: the body that the signature is over is not there, so nobody can be held to account. */
    @Override
    public HttpResponse bodyTooLong(HttpRequest head) {
        Protocol protocol = switch (router.route(head)) {
            case Route.Served served -> served.operation().protocol;
            case Route.Unknown unknown -> unknown.protocol();
        };
        return unauthenticated(
                protocol, new Failure.TooLarge(), head, UUID.randomUUID().toString());
    }

    /** Says the same whoever asks; but a caller who is known is named on the ledger. */
    private HttpResponse tooLarge(
            ServedOperation<?, ?, ?> served, Authenticator.Outcome outcome, HttpRequest request, String requestId) {
        if (outcome instanceof Authenticator.Outcome.Known(var caller, var _)
                && !(caller.principal() instanceof Principal.Anonymous)) {
            var route = new Route.Unknown(served.protocol, served.service.name(), served.operation.name(), "");
            return refuse(route, new Failure.TooLarge(), caller, request, requestId);
        }
        return unauthenticated(served.protocol, new Failure.TooLarge(), request, requestId);
    }

    /** An operation that is not served. Signed, the attempt belongs on the ledger like any other call. */
    private HttpResponse refuse(Route.Unknown route, HttpRequest request, String requestId) {
        Failure unknown = new Failure.UnknownOperation(route.operation(), route.version());
        if (!Authenticator.isSigned(request)) {
            return unauthenticated(route.protocol(), unknown, request, requestId);
        }
        return switch (authenticator.authenticate(request, route.service(), Authentication.ACCESS_KEY)) {
            case Authenticator.Outcome.Refused(var failure) ->
                unauthenticated(route.protocol(), failure, request, requestId);
            case Authenticator.Outcome.Known(var caller, var _) -> refuse(route, unknown, caller, request, requestId);
        };
    }

    private HttpResponse refuse(
            Route.Unknown route, Failure failure, Caller caller, HttpRequest request, String requestId) {
        WireError error = route.protocol().describe(failure);
        try {
            trail.refused(
                    new AuditTrail.Entry(
                            caller, route.service(), route.operation(), requestId, request, List.of(), Details.none()),
                    Result.FAILED,
                    error);
        } catch (LedgerException e) {
            LOG.log(Level.ERROR, "call refused, it cannot be put on the ledger requestId=" + requestId, e);
            error = route.protocol().describe(new Failure.Internal());
        }
        return route.protocol().encode(error, Optional.empty(), requestId);
    }

    private HttpResponse unauthenticated(Protocol protocol, Failure failure, HttpRequest request, String requestId) {
        WireError error = protocol.describe(failure);
        trail.unauthenticated(request, error.code());
        return protocol.encode(error, Optional.empty(), requestId);
    }
}

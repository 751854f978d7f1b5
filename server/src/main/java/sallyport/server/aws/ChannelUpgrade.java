// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import sallyport.ledger.Details;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent.Result;
import sallyport.ledger.LedgerException;
import sallyport.server.authz.Authorizer;
import sallyport.server.authz.Circumstances;
import sallyport.server.authz.Decision;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.protocol.Failure;
import sallyport.server.aws.protocol.Protocol;
import sallyport.server.aws.protocol.WireError;
import sallyport.server.aws.shape.ModelReader;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.Upgrade;
import sallyport.server.http.UpgradeHandler;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.wire.sigv4.QueryString;

/**
 * The front door for WebSockets. A node's control channel must be signed by that node; a data channel may come unsigned, as the official
 * plugin's does, but a signature that is there must be good. Thread-safe.
 */
public final class ChannelUpgrade implements UpgradeHandler {
    private static final System.Logger LOG = System.getLogger(ChannelUpgrade.class.getName());

    private static final String SIGNING_NAME = "ssmmessages";

    private final Home home;
    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final AuditTrail trail;
    private final SessionOwners owners;
    private final InstantSource clock;
    private final ControlAcceptor control;
    private final DataAcceptor data;
    private final Protocol protocol = Protocol.of(ModelReader.read(SIGNING_NAME));

    public ChannelUpgrade(
            Home home,
            Authenticator authenticator,
            Authorizer authorizer,
            Ledger ledger,
            SessionOwners owners,
            InstantSource clock,
            ControlAcceptor control,
            DataAcceptor data) {
        this.home = home;
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.trail = new AuditTrail(ledger);
        this.owners = owners;
        this.clock = clock;
        this.control = control;
        this.data = data;
    }

    @Override
    public Upgrade decide(HttpRequest request) {
        List<String> path = List.of(request.path().split("/", -1));
        boolean channel =
                path.size() == 4 && path.get(0).isEmpty() && path.get(1).equals("v1");
        if (channel && path.get(2).equals("control-channel")) {
            return control(QueryString.decodeSegment(path.get(3)), request);
        }
        if (channel && path.get(2).equals("data-channel")) {
            return data(QueryString.decodeSegment(path.get(3)), request);
        }
        return refuse(new Failure.UnknownOperation("", ""), request);
    }

    private Upgrade control(String name, HttpRequest request) {
        return switch (authenticator.authenticate(request, SIGNING_NAME, Authentication.ACCESS_KEY)) {
            case Authenticator.Outcome.Refused(var failure) -> refuse(failure, request);
            case Authenticator.Outcome.Known(var caller, var region) -> {
                Optional<NodeId> node =
                        NodeId.parse(name).filter(caller.node().stream().toList()::contains);
                yield node.isPresent() ? control(node.get(), caller, region, request) : notYours(caller, name, request);
            }
        };
    }

    private Upgrade control(NodeId node, Caller caller, String region, HttpRequest request) {
        Requirement requirement = Requirement.of("ssmmessages:OpenControlChannel", home.arn("ssmmessages", "*"));
        Circumstances circumstances = Requests.circumstances(request, region, clock.instant());
        return switch (authorizer.decide(caller, circumstances, requirement)) {
            case Decision.Allowed _ -> control.accept(node, request);
            case Decision.Denied denied -> deny("OpenControlChannel", caller, denied, request);
        };
    }

    /** SECURITY: not even an administrator may be a node. */
    private Upgrade notYours(Caller caller, String name, HttpRequest request) {
        String message = "User: " + caller.arn()
                + " is not authorized to perform: ssmmessages:OpenControlChannel because it is not the node \""
                + shortened(name) + "\"";
        return deny("OpenControlChannel", caller, message, message, request);
    }

    private Upgrade deny(String operation, Caller caller, Decision.Denied denied, HttpRequest request) {
        String message = denied.message(caller);
        String statement = denied.statement();
        return deny(
                operation, caller, message, statement.isEmpty() ? message : message + " [" + statement + "]", request);
    }

    private Upgrade deny(String operation, Caller caller, String message, String noted, HttpRequest request) {
        String requestId = UUID.randomUUID().toString();
        WireError error = protocol.describe(new Failure.AccessDenied(message));
        var entry =
                new AuditTrail.Entry(caller, SIGNING_NAME, operation, requestId, request, List.of(), Details.none());
        try {
            trail.refused(entry, Result.DENIED, new WireError(error.status(), error.code(), noted, error.members()));
        } catch (LedgerException e) {
            LOG.log(Level.ERROR, "refusal of a channel cannot be put on the ledger requestId=" + requestId, e);
        }
        return new Upgrade.Refuse(protocol.encode(error, Optional.empty(), requestId));
    }

    private Upgrade data(String sessionId, HttpRequest request) {
        if (!Authenticator.isSigned(request)) {
            return data(sessionId, Optional.empty(), home.region().name(), request);
        }
        return switch (authenticator.authenticate(request, SIGNING_NAME, Authentication.ACCESS_KEY)) {
            case Authenticator.Outcome.Refused(var failure) -> refuse(failure, request);
            case Authenticator.Outcome.Known(var caller, var region) ->
                data(sessionId, Optional.of(caller), region, request);
        };
    }

    /**
     * SECURITY: ssmmessages:OpenDataChannel is asked for the session's owner, whoever holds its token. It refuses only if a statement denies
     * it: the official plugin needs no such permission, so nobody's policy grants it.
     */
    private Upgrade data(String sessionId, Optional<Caller> signer, String region, HttpRequest request) {
        Optional<Caller> owner = owners.of(sessionId);
        boolean agent = signer.flatMap(Caller::node).isPresent();
        if (owner.isEmpty() || agent) {
            return data.accept(sessionId, signer, request); // it knows what is missing, and a node needs no one's leave
        }
        Requirement requirement =
                Requirement.of("ssmmessages:OpenDataChannel", home.arn("ssm", "session/" + sessionId));
        Circumstances circumstances = Requests.circumstances(request, region, clock.instant());
        return switch (authorizer.decide(owner.get(), circumstances, requirement)) {
            case Decision.Denied denied when denied.explicit() -> deny("OpenDataChannel", owner.get(), denied, request);
            case Decision.Denied _, Decision.Allowed _ -> data.accept(sessionId, signer, request);
        };
    }

    private Upgrade refuse(Failure failure, HttpRequest request) {
        WireError error = protocol.describe(failure);
        trail.unauthenticated(request, error.code());
        return new Upgrade.Refuse(
                protocol.encode(error, Optional.empty(), UUID.randomUUID().toString()));
    }

    private static String shortened(String name) {
        return name.length() <= 128 ? name : name.substring(0, 128);
    }
}

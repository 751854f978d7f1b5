// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sallyport.server.aws.protocol.Failure;
import sallyport.server.http.HttpRequest;
import sallyport.server.identity.AccessKey;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;
import sallyport.wire.sigv4.MalformedAuthorizationException;
import sallyport.wire.sigv4.QueryString;
import sallyport.wire.sigv4.SigV4Authorization;
import sallyport.wire.sigv4.SigV4Verifier;
import sallyport.wire.sigv4.SigningRequest;
import sallyport.wire.sigv4.Verification;

/**
 * Finds out who sent a request, from its signature alone. Thread-safe.
 *
 * <p>Answers in this order, each telling as little as AWS does: no signature, unreadable, wrong scope, unknown key, expired key, wrong
 * time, wrong signature.
 */
public final class Authenticator {
    private static final SigV4Verifier VERIFIER = SigV4Verifier.STANDARD;

    /** Services of the whole account, whose clients may sign for the region where AWS keeps them. */
    private static final Set<String> GLOBAL_SERVICES = Set.of("iam", "sts");

    private static final String GLOBAL_REGION = "us-east-1";

    private final Home home;
    private final AccessKeys accessKeys;
    private final NodeKeys nodeKeys;
    private final InstantSource clock;

    public Authenticator(Home home, AccessKeys accessKeys, NodeKeys nodeKeys, InstantSource clock) {
        this.home = home;
        this.accessKeys = accessKeys;
        this.nodeKeys = nodeKeys;
        this.clock = clock;
    }

    /** Who it is, or why we do not know. */
    sealed interface Outcome {
        /** {@code region}: the one the request is signed for. */
        record Known(Caller caller, String region) implements Outcome {}

        record Refused(Failure failure) implements Outcome {}
    }

    /**
     * Authenticates a request.
     *
     * @param service the signing name the scope must have
     */
    Outcome authenticate(HttpRequest request, String service, Authentication how) {
        return switch (how) {
            case NONE ->
                new Outcome.Known(
                        Caller.anonymous(home.account()), home.region().name());
            case ACCESS_KEY, NODE_KEY -> authenticateSigned(request, service, how);
        };
    }

    /** The service that a signed request says it is for; empty if it is not signed or that cannot be read. */
    static Optional<String> claimedService(HttpRequest request) {
        try {
            return authorization(request)
                    .map(authorization -> authorization.scope().service());
        } catch (MalformedAuthorizationException e) {
            return Optional.empty();
        }
    }

    /** Whether the request carries anything of a signature. */
    static boolean isSigned(HttpRequest request) {
        return request.headers().first("Authorization").isPresent()
                || SigV4Authorization.isPresigned(QueryString.parse(request.query()));
    }

    private Outcome authenticateSigned(HttpRequest request, String service, Authentication how) {
        Optional<SigV4Authorization> found;
        try {
            found = authorization(request);
        } catch (MalformedAuthorizationException e) {
            return refused(new Failure.IncompleteSignature(String.valueOf(e.getMessage())));
        }
        if (found.isEmpty()) {
            return refused(new Failure.MissingAuthentication());
        }
        SigV4Authorization authorization = found.get();
        Optional<String> outOfScope = outOfScope(authorization, service, request);
        if (outOfScope.isPresent()) {
            return refused(new Failure.SignatureNotValid(outOfScope.get()));
        }
        return how == Authentication.NODE_KEY
                ? authenticateNode(request, authorization)
                : authenticateKey(request, service, authorization);
    }

    private Outcome authenticateKey(HttpRequest request, String service, SigV4Authorization authorization) {
        Optional<AccessKey> found = accessKeys.find(authorization.accessKeyId());
        if (found.isEmpty() || !found.get().active() || !found.get().tokenMatches(authorization.securityToken())) {
            return refused(new Failure.UnknownKey());
        }
        AccessKey key = found.get();
        Instant now = clock.instant();
        if (key.expiredAt(now)) {
            return refused(new Failure.ExpiredToken());
        }
        Verification verification = VERIFIER.verify(
                authorization, signed(request, authorization), key.secret().value(), now);
        Outcome outcome = outcome(verification, key.caller(), authorization);
        if (outcome instanceof Outcome.Known && shutOut(key.caller(), service)) {
            return refused(new Failure.UnknownKey());
        }
        if (outcome instanceof Outcome.Known) {
            accessKeys.used(
                    key, authorization.scope().service(), authorization.scope().region());
        }
        return outcome;
    }

    /** IAM knows the temporary credentials of users only if they came with a code of an MFA device, and those of federated users never. */
    private static boolean shutOut(Caller caller, String service) {
        if (!service.equals("iam") || caller.session().isEmpty()) {
            return false;
        }
        return switch (caller.principal()) {
            case Principal.User _ -> caller.session().get().carried().mfa().isEmpty();
            case Principal.FederatedUser _ -> true;
            case Principal.RoleSession _, Principal.Node _, Principal.Anonymous _ -> false;
        };
    }

    private Outcome authenticateNode(HttpRequest request, SigV4Authorization authorization) {
        Optional<NodeId> id = NodeId.parse(authorization.accessKeyId());
        Optional<NodeKeys.SigningNode> node = id.flatMap(nodeKeys::find);
        if (id.isEmpty() || node.isEmpty()) {
            return refused(new Failure.UnknownKey());
        }
        Verification verification = VERIFIER.verify(
                authorization, signed(request, authorization), node.get().key(), clock.instant());
        Outcome outcome = outcome(verification, node.get().caller(), authorization);
        // SECURITY: what a node's own key signs hands out credentials, so a copy of the request must be worth nothing.
        // Claimed only after it is verified: nobody else can use up a node's signatures.
        Instant tooOld = authorization.signedAt().plus(VERIFIER.skew()).plusSeconds(1);
        boolean replayed = outcome instanceof Outcome.Known
                && !nodeKeys.claimSignature(id.get(), authorization.signature(), tooOld);
        return replayed
                ? refused(new Failure.SignatureNotValid("The request signature has been used before."))
                : outcome;
    }

    private static Outcome outcome(Verification verification, Caller caller, SigV4Authorization authorization) {
        return switch (verification) {
            case Verification.Valid _ ->
                new Outcome.Known(caller, authorization.scope().region());
            case Verification.ScopeDateMismatch(var message) -> refused(new Failure.SignatureNotValid(message));
            case Verification.NotYetCurrent(var message) -> refused(new Failure.SignatureNotValid(message));
            case Verification.Expired(var message) -> refused(new Failure.SignatureExpired(message));
            case Verification.SignatureMismatch _ -> refused(new Failure.SignatureMismatch());
        };
    }

    private static Optional<SigV4Authorization> authorization(HttpRequest request)
            throws MalformedAuthorizationException {
        Optional<String> header = request.headers().first("Authorization");
        if (header.isPresent()) {
            return Optional.of(SigV4Authorization.ofHeader(
                    header.get(), name -> request.headers().first(name)));
        }
        if (request.query().isEmpty()) {
            return Optional.empty();
        }
        QueryString query = QueryString.parse(request.query());
        return SigV4Authorization.isPresigned(query)
                ? Optional.of(SigV4Authorization.ofQuery(query))
                : Optional.empty();
    }

    /** AWS's sentence about a scope that is not ours, or a header that should have been signed. */
    private Optional<String> outOfScope(SigV4Authorization authorization, String service, HttpRequest request) {
        String region = authorization.scope().region();
        boolean ourRegion = region.equals(home.region().name())
                || (GLOBAL_SERVICES.contains(service) && region.equals(GLOBAL_REGION));
        if (!ourRegion) {
            return Optional.of("Credential should be scoped to a valid region.");
        }
        if (!authorization.scope().service().equals(service)) {
            return Optional.of("Credential should be scoped to correct service: '" + service + "'.");
        }
        // SECURITY: the target names the operation; unsigned, one signed request could be turned into another.
        boolean targetUnsigned = request.headers().first("X-Amz-Target").isPresent()
                && !authorization.signedHeaders().contains("x-amz-target");
        return targetUnsigned
                ? Optional.of("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.")
                : Optional.empty();
    }

    /** The request as it should have been signed: always with the hash of the body that came, whatever a header says. */
    private static SigningRequest signed(HttpRequest request, SigV4Authorization authorization) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : authorization.signedHeaders()) {
            headers.put(name, request.headers().all(name));
        }
        return new SigningRequest(
                request.method(), request.path(), request.query(), headers, SigningRequest.payloadHash(request.body()));
    }

    private static Outcome refused(Failure failure) {
        return new Outcome.Refused(failure);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.NewSession;
import sallyport.server.identity.Principal;
import sallyport.server.identity.SessionContext;

/** Gives a user credentials that expire, with MFA in them if a code is given. Needs no permission. */
public final class GetSessionToken implements Operation<GetSessionToken.Request, Nothing, GetSessionToken.Response> {
    private static final int DEFAULT_SECONDS = 43_200;

    /** For how long, and the code of a device. */
    public record Request(
            Optional<Integer> durationSeconds, Optional<String> serialNumber, Optional<String> tokenCode) {}

    /** Shown this once. */
    public record Response(IssuedCredentials credentials) {}

    private final Credentials credentials;
    private final MfaCodes codes;

    GetSessionToken(Credentials credentials, MfaCodes codes) {
        this.credentials = credentials;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "GetSessionToken";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return true;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.none());
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        Caller caller = call.caller();
        if (!(caller.principal() instanceof Principal.User user)
                || caller.session().isPresent()) {
            throw StsErrors.withSessionCredentials(name());
        }
        Optional<Instant> mfa = codes.check(caller, request.serialNumber(), request.tokenCode());
        var carried = new SessionContext.Carried(
                mfa,
                SessionContext.Policies.NONE,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                caller.accessKeyId());
        return new Response(IssuedCredentials.of(credentials
                .issue(new NewSession(
                        new NewSession.Owner.OfUser(user.userId()),
                        Duration.ofSeconds(request.durationSeconds().orElse(DEFAULT_SECONDS)),
                        carried,
                        caller.accessKeyId()))
                .orElseThrow(StsErrors::throttled)));
    }
}

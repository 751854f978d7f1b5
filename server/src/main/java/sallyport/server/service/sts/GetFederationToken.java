// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;
import sallyport.server.identity.NewSession;
import sallyport.server.identity.Principal;
import sallyport.server.identity.SessionContext;

/** Gives credentials to somebody a user vouches for: no more than the user may, and no more than the policies given. */
public final class GetFederationToken
        implements Operation<GetFederationToken.Request, Nothing, GetFederationToken.Response> {
    private static final int DEFAULT_SECONDS = 43_200;

    /** Without policies there are no permissions: this one grants none. */
    private static final SessionContext.Policies NO_PERMISSIONS = new SessionContext.Policies(
            Optional.of(
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sallyport:Nothing\",\"Resource\":\"*\"}}"),
            List.of());

    /** For whom, and what they may. */
    public record Request(
            String name,
            Optional<String> policy,
            List<Limits.PolicyArn> policyArns,
            Optional<Integer> durationSeconds,
            List<SessionTags.Tag> tags) {}

    /** Shown this once. */
    public record Response(
            IssuedCredentials credentials, FederatedUser federatedUser, Optional<Integer> packedPolicySize) {}

    /** Who they are. */
    public record FederatedUser(String federatedUserId, String arn) {}

    private final Home home;
    private final Credentials credentials;
    private final Limits limits;

    GetFederationToken(Home home, Credentials credentials, Limits limits) {
        this.home = home;
        this.credentials = credentials;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "GetFederationToken";
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
        Arn resource = home.globalArn("sts", "federated-user/" + request.name());
        var check =
                SessionTags.inRequest(Requirement.of("sts:GetFederationToken", resource), request.tags(), List.of());
        return Plan.of(request.tags().isEmpty() ? check : Requirement.all(check, check.on("sts:TagSession")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        Caller caller = call.caller();
        if (!(caller.principal() instanceof Principal.User user)
                || caller.session().isPresent()) {
            throw StsErrors.withSessionCredentials(name());
        }
        SessionContext.Policies given = limits.of(request.policy(), request.policyArns());
        SessionTags tags = SessionTags.of(request.tags(), List.of(), Optional.empty());
        var carried = new SessionContext.Carried(
                Optional.empty(),
                given.equals(SessionContext.Policies.NONE) ? NO_PERMISSIONS : given,
                tags.tags(),
                tags.transitive(),
                Optional.empty(),
                Optional.empty(),
                caller.accessKeyId());
        Optional<Integer> packed = Limits.packedSize(carried);
        IssuedCredentials issued = IssuedCredentials.of(credentials
                .issue(new NewSession(
                        new NewSession.Owner.Federated(user.userId(), request.name()),
                        Duration.ofSeconds(request.durationSeconds().orElse(DEFAULT_SECONDS)),
                        carried,
                        caller.accessKeyId()))
                .orElseThrow(StsErrors::throttled));
        Principal federated = Principal.FederatedUser.of(home, request.name(), user, tags.tags());
        return new Response(
                issued, new FederatedUser(federated.userId(), federated.arn().toString()), packed);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sallyport.server.authz.Authorizer;
import sallyport.server.authz.Circumstances;
import sallyport.server.authz.Explained;
import sallyport.server.authz.Requirement;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.SessionContext;

/** Lists the users who may do something, from where the caller calls and now: with their access keys, or only with MFA. */
public final class ListAllowed implements Operation<ListAllowed.Request, Nothing, ListAllowed.Response> {
    /** The question. */
    public record Request(String action, String target) {}

    /** Who may, in the order of their names. */
    public record Response(String resource, List<Item> allowed) {}

    /**
     * Somebody who may.
     *
     * @param mfa whether only with a code of an MFA device
     */
    public record Item(String principal, boolean mfa, List<String> statements) {}

    private final Home home;
    private final Users users;
    private final DecisionTarget targets;
    private final Authorizer authorizer;

    ListAllowed(Home home, Users users, DecisionTarget targets, Authorizer authorizer) {
        this.home = home;
        this.users = users;
        this.targets = targets;
        this.authorizer = authorizer;
    }

    @Override
    public String name() {
        return "ListAllowed";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return false;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of("sallyport:ListAllowed", home.arn("sallyport", "*")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        AccessCheck check = targets.check(request.action(), request.target());
        List<Item> allowed = new ArrayList<>();
        for (User user : users.list("/")) {
            item(user, check, call.circumstances()).ifPresent(allowed::add);
        }
        return new Response(check.resource().toString(), allowed);
    }

    private Optional<Item> item(User user, AccessCheck check, Circumstances circumstances) {
        Caller plain = ExplainDecision.caller(user, home);
        Explained withKey = authorizer.explain(plain, circumstances, check);
        if (withKey.allowed()) {
            return Optional.of(new Item(plain.arn().toString(), false, withKey.deciding()));
        }
        Explained withMfa = authorizer.explain(withMfa(plain, circumstances), circumstances, check);
        return withMfa.allowed()
                ? Optional.of(new Item(plain.arn().toString(), true, withMfa.deciding()))
                : Optional.empty();
    }

    private static Caller withMfa(Caller user, Circumstances circumstances) {
        var carried = new SessionContext.Carried(
                Optional.of(circumstances.at()),
                SessionContext.Policies.NONE,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var session = new SessionContext(circumstances.at(), circumstances.at().plus(Duration.ofHours(1)), carried);
        return new Caller(user.principal(), user.account(), Optional.empty(), Optional.of(session));
    }
}

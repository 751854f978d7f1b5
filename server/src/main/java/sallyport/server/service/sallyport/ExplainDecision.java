// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Authorizer;
import sallyport.server.authz.Explained;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.Principal;

/** Says whether somebody may do something, which statement decides, and what was missing. AWS has no such call for the caller itself. */
public final class ExplainDecision
        implements Operation<ExplainDecision.Request, ExplainDecision.Found, ExplainDecision.Response> {
    /**
     * The question.
     *
     * @param userName who; the caller if absent
     */
    public record Request(String action, String target, Optional<String> userName) {}

    /** Whom the question is about; empty if there is no such user. */
    public record Found(Optional<Caller> who) {}

    /** The answer. */
    public record Response(
            String principal,
            String resource,
            String decision,
            List<String> statements,
            List<String> nearMisses,
            List<String> missingKeys) {}

    private final Home home;
    private final Users users;
    private final DecisionTarget targets;
    private final Authorizer authorizer;

    ExplainDecision(Home home, Users users, DecisionTarget targets, Authorizer authorizer) {
        this.home = home;
        this.users = users;
        this.targets = targets;
        this.authorizer = authorizer;
    }

    @Override
    public String name() {
        return "ExplainDecision";
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
    public Plan<Found> plan(Request request, Caller caller) {
        Optional<Caller> who = request.userName().isEmpty()
                ? Optional.of(caller)
                : users.find(request.userName().get()).map(user -> caller(user, home));
        Arn resource = who.map(Caller::arn)
                .orElseGet(
                        () -> home.globalArn("iam", "user/" + request.userName().orElse("")));
        return new Plan<>(Requirement.of("sallyport:ExplainDecision", resource), new Found(who));
    }

    /** A user as it calls with a permanent key. */
    static Caller caller(User user, Home home) {
        return new Caller(
                new Principal.User(user.name(), user.userId(), user.arn(), user.tags()),
                home.account(),
                Optional.empty());
    }

    @Override
    public Response handle(Request request, Found found, Call call) {
        Caller who = found.who()
                .orElseThrow(() -> SallyportErrors.noSuchUser(request.userName().orElse("")));
        var check = targets.check(request.action(), request.target());
        Explained explained = authorizer.explain(who, call.circumstances(), check);
        return new Response(
                who.arn().toString(),
                check.resource().toString(),
                explained.decision(),
                explained.deciding(),
                explained.nearMisses(),
                explained.missingKeys());
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.List;
import java.util.Optional;
import sallyport.policy.Evaluation;
import sallyport.policy.PolicySet;
import sallyport.policy.Request;
import sallyport.policy.condition.Context;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.authz.Requirement.AllOf;
import sallyport.server.authz.Requirement.AnyOf;
import sallyport.server.authz.Requirement.Itself;
import sallyport.server.authz.Requirement.None;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;

/**
 * Decides, as AWS does, by the policies of the caller. Thread-safe; it remembers nothing of what it was asked.
 *
 * <p>SECURITY: what IAM has no rule for is added here: a node acts for itself alone, whatever its role allows.
 */
public final class Authorizer {
    private static final Decision NEEDS_NOTHING = new Decision.Allowed(Optional.empty());

    private static final String ONLY_ITSELF = "because only the node itself may do that";

    /** The tag of a session that tells on what it runs. */
    private static final String SESSION_TARGET = "aws:ssmmessages:target-id";

    private final Home home;
    private final PolicySets policies;
    private final Guards guards = new Guards();

    public Authorizer(Home home, PolicySets policies) {
        this.home = home;
        this.policies = policies;
    }

    /** Whether the caller may do, in these circumstances, everything that is required. */
    public Decision decide(Caller caller, Circumstances circumstances, Requirement requirement) {
        return requirement instanceof None ? NEEDS_NOTHING : new Question(caller, circumstances).decide(requirement);
    }

    /** What the policies say of one check, and why. Changes nothing and allows nobody anything. */
    public Explained explain(Caller caller, Circumstances circumstances, AccessCheck check) {
        return Words.explained(new Question(caller, circumstances).evaluate(check));
    }

    /** One caller's question; everything that is the same for all of its checks is made once. */
    private final class Question {
        private final Caller caller;
        private final PolicySet set;
        private final Context context;

        Question(Caller caller, Circumstances circumstances) {
            this.caller = caller;
            this.set = policies.of(caller);
            this.context = RequestKeys.of(caller, circumstances, home);
        }

        Decision decide(Requirement requirement) {
            return switch (requirement) {
                case None _ -> NEEDS_NOTHING;
                case Itself(var action, var resource) -> itself(action, resource);
                case AccessCheck check -> decide(check);
                case AllOf(var requirements) -> all(requirements);
                case AnyOf(var requirements) -> any(requirements);
            };
        }

        private Decision all(List<Requirement> requirements) {
            Decision last = NEEDS_NOTHING;
            for (Requirement requirement : requirements) {
                last = decide(requirement);
                if (!last.allowed()) {
                    return last;
                }
            }
            return last;
        }

        /** The first alternative is the usual one, so its refusal is the one to tell. */
        private Decision any(List<Requirement> alternatives) {
            Optional<Decision> first = Optional.empty();
            for (Requirement alternative : alternatives) {
                Decision decision = decide(alternative);
                boolean explicit = decision instanceof Decision.Denied denied && denied.explicit();
                if (decision.allowed() || explicit) {
                    return decision;
                }
                first = first.or(() -> Optional.of(decision));
            }
            return first.orElseThrow();
        }

        private Decision itself(String action, Arn resource) {
            boolean own = caller.node().map(home::arn).filter(resource::equals).isPresent();
            return own ? NEEDS_NOTHING : new Decision.Denied(Requirement.of(action, resource), ONLY_ITSELF);
        }

        private Decision decide(AccessCheck check) {
            if (caller.principal() instanceof Principal.Node(NodeId id, var _, var _, var _)
                    && concernsAnother(id, check)) {
                return new Decision.Denied(check, notGranted(check.action()));
            }
            Evaluation evaluation = evaluate(check);
            if (evaluation.allowed()) {
                return new Decision.Allowed(Optional.of(evaluation));
            }
            // AWS does not say why a role cannot be assumed
            String reason = check.guard().isPresent() ? "" : evaluation.denial();
            boolean explicit = evaluation.decision() == sallyport.policy.Decision.EXPLICIT_DENY;
            return new Decision.Denied(check, reason, explicit, Optional.of(evaluation));
        }

        Evaluation evaluate(AccessCheck check) {
            Request request = Request.of(
                    guards.requester(caller, check),
                    check.action(),
                    check.onEverything() ? "*" : check.resource().toString(),
                    RequestKeys.with(check, context));
            for (Arn name : check.alsoSpelled()) {
                request = request.alsoSpelled(name.toString());
            }
            if (check.guard().isEmpty()) {
                return set.evaluate(request);
            }
            return set.evaluate(request, guards.policy(check.guard().get()));
        }

        /** Whether a node asks for something that is another node's. */
        private boolean concernsAnother(NodeId self, AccessCheck check) {
            Arn resource = check.resource();
            String kind = resource.resource().substring(0, resource.resource().indexOf('/') + 1);
            return switch (kind) {
                case "instance/", "managed-instance/" -> !resource.equals(home.arn(self));
                case "session/" -> !self.text().equals(check.resourceTags().get(SESSION_TARGET));
                default -> false;
            };
        }
    }

    private static String notGranted(String action) {
        return "because no identity-based policy allows the " + action + " action";
    }
}

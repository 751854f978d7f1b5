// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.List;
import java.util.Set;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.authz.Requirement.AllOf;
import sallyport.server.authz.Requirement.AnyOf;
import sallyport.server.authz.Requirement.None;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;

/**
 * Decides. Immutable; the same caller and requirement always get the same answer.
 *
 * <p>Three rules, closed: an administrator may do everything; a node may do what an agent does, to itself; everybody else may do nothing.
 * IAM policies take their place behind this same method.
 */
public final class Authorizer {
    /** What an agent calls. SECURITY: a node is as trustworthy as the worst program on it, so the list is exact. */
    private static final Set<String> NODE_ACTIONS = Set.of(
            "ssm:UpdateInstanceInformation",
            "ssm:ListInstanceAssociations",
            "ssm:RequestManagedInstanceRoleToken",
            "ssm:UpdateManagedInstancePublicKey",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenDataChannel",
            "ec2messages:GetMessages");

    private final Home home;

    public Authorizer(Home home) {
        this.home = home;
    }

    public Decision decide(Caller caller, Requirement requirement) {
        return switch (requirement) {
            case None _ -> new Decision.Allowed("needs no permission");
            case AccessCheck check -> decide(caller.principal(), check);
            case AllOf(var requirements) -> all(caller, requirements);
            case AnyOf(var requirements) -> any(caller, requirements);
        };
    }

    private Decision all(Caller caller, List<Requirement> requirements) {
        Decision last = new Decision.Allowed("needs no permission");
        for (Requirement requirement : requirements) {
            last = decide(caller, requirement);
            if (!last.allowed()) {
                return last;
            }
        }
        return last;
    }

    /** The first alternative is the usual one, so its refusal is the one to tell. */
    private Decision any(Caller caller, List<Requirement> alternatives) {
        Decision first = decide(caller, alternatives.getFirst());
        if (first.allowed()) {
            return first;
        }
        return alternatives.stream()
                .skip(1)
                .map(alternative -> decide(caller, alternative))
                .filter(Decision::allowed)
                .findFirst()
                .orElse(first);
    }

    private Decision decide(Principal principal, AccessCheck check) {
        return switch (principal) {
            case Principal.User user when user.administrator() -> new Decision.Allowed("AdministratorAccess");
            case Principal.Node node when isOwn(node.id(), check) -> new Decision.Allowed("a node acts on itself");
            case Principal.User _, Principal.Node _, Principal.Anonymous _ ->
                new Decision.Denied(check, "because no identity-based policy allows the " + check.action() + " action");
        };
    }

    private boolean isOwn(NodeId node, AccessCheck check) {
        Arn self = home.arn(node);
        return NODE_ACTIONS.contains(check.action()) && check.resource().equals(self);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import sallyport.policy.MalformedPolicyException;
import sallyport.policy.Policy;
import sallyport.policy.PolicyKind;
import sallyport.policy.PolicySource;
import sallyport.policy.Requester;
import sallyport.policy.ResourcePolicy;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.authz.Requirement.Guard;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Principal;
import sallyport.server.identity.Role;

/** Policies of resources, compiled, and callers as such policies name them. Thread-safe. */
final class Guards {
    /** A trust policy has four thousand characters at most. */
    private static final int MAX_CACHED = 2_000;

    private final ConcurrentMap<Guard, ResourcePolicy> compiled = new ConcurrentHashMap<>();

    ResourcePolicy policy(Guard guard) {
        if (compiled.size() >= MAX_CACHED) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(guard, Guards::compile);
    }

    private static ResourcePolicy compile(Guard guard) {
        PolicySource source = new PolicySource(PolicySource.Type.RESOURCE, guard.name(), "");
        try {
            return ResourcePolicy.mandatory(source, Policy.parse(guard.document(), PolicyKind.TRUST));
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("the stored trust policy of " + guard.name() + " cannot be read", e);
        }
    }

    Requester requester(Caller caller, AccessCheck check) {
        return check.guard()
                .flatMap(Guard::vouchedBy)
                .<Requester>map(provider -> new Requester.WebIdentity(provider.toString()))
                .orElseGet(() -> requester(caller.principal()));
    }

    private static Requester requester(Principal principal) {
        return switch (principal) {
            case Principal.User user -> new Requester.User(user.arn().toString(), user.userId());
            case Principal.RoleSession session -> inRole(session, session.role());
            case Principal.Node node -> inRole(node, node.role());
            case Principal.FederatedUser user ->
                new Requester.FederatedUser(user.arn().toString());
            case Principal.Anonymous _ -> new Requester.Anonymous();
        };
    }

    private static Requester inRole(Principal session, Role role) {
        return new Requester.RoleSession(session.arn().toString(), role.arn().toString(), role.roleId());
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sallyport.server.identity.Arn;

/** What a caller must be allowed to do before an operation, or a session, may go on. */
public sealed interface Requirement {

    /** Nothing: every caller whose signature is good may do it, as with GetCallerIdentity. */
    record None() implements Requirement {}

    /**
     * To be the node itself. No policy is asked: the node has signed with the key it registered with.
     *
     * @param resource the node
     */
    record Itself(String action, Arn resource) implements Requirement {}

    /**
     * One action on one resource.
     *
     * @param action as in policies, {@code ssm:StartSession}
     * @param resource an action without a resource of its own is checked on everything of its service, {@code arn:aws:ssm:R:A:*}
     * @param alsoSpelled other names of the same resource: a policy that names one of them means it
     * @param resourceTags of the resource, as it is now
     * @param context request keys of the condition block, {@code ssm:SessionDocumentAccessCheck} → {@code true}
     * @param guard the policy of the resource itself, if it has one that counts
     */
    record AccessCheck(
            String action,
            Arn resource,
            List<Arn> alsoSpelled,
            Map<String, String> resourceTags,
            Map<String, List<String>> context,
            Optional<Guard> guard)
            implements Requirement {
        public AccessCheck {
            alsoSpelled = List.copyOf(alsoSpelled);
            resourceTags = Map.copyOf(resourceTags);
            var copy = new HashMap<String, List<String>>();
            context.forEach((key, values) -> copy.put(key, List.copyOf(values)));
            context = Map.copyOf(copy);
        }

        public AccessCheck(String action, Arn resource, Map<String, List<String>> context) {
            this(action, resource, List.of(), Map.of(), context, Optional.empty());
        }

        /** The same on a resource with these tags, by which policies may know it. */
        public AccessCheck tagged(Map<String, String> tags) {
            return new AccessCheck(action, resource, alsoSpelled, tags, context, guard);
        }

        /** The same on a resource that has these other names. */
        public AccessCheck alsoSpelled(List<Arn> names) {
            return new AccessCheck(action, resource, names, resourceTags, context, guard);
        }

        /** The same with one more request key. */
        public AccessCheck with(String key, String value) {
            var more = new HashMap<>(context);
            more.put(key, List.of(value));
            return new AccessCheck(action, resource, alsoSpelled, resourceTags, more, guard);
        }

        /** The same on a resource with a policy of its own. */
        public AccessCheck guardedBy(Guard policy) {
            return new AccessCheck(action, resource, alsoSpelled, resourceTags, context, Optional.of(policy));
        }

        /** Another action on the same resource in the same request. */
        public AccessCheck on(String otherAction) {
            return new AccessCheck(otherAction, resource, alsoSpelled, resourceTags, context, guard);
        }

        /** Whether the action has no resource of its own. */
        boolean onEverything() {
            return resource.resource().equals("*");
        }
    }

    /**
     * The policy of a resource, which has the last word on it: the trust policy of a role.
     *
     * @param name of the resource, for people
     * @param document JSON
     * @param vouchedBy ARN of the identity provider that stands for a caller who has not signed
     */
    record Guard(String name, String document, Optional<Arn> vouchedBy) {}

    /** Every one of these. */
    record AllOf(List<Requirement> requirements) implements Requirement {
        public AllOf {
            requirements = List.copyOf(requirements);
        }
    }

    /** At least one of these, and none before it explicitly denied. */
    record AnyOf(List<Requirement> requirements) implements Requirement {
        public AnyOf {
            requirements = List.copyOf(requirements);
            if (requirements.isEmpty()) {
                throw new IllegalArgumentException("nobody could ever meet one of no requirements");
            }
        }
    }

    static Requirement none() {
        return new None();
    }

    /** One action on one resource without further context. */
    static AccessCheck of(String action, Arn resource) {
        return new AccessCheck(action, resource, Map.of());
    }

    static Requirement all(Requirement... requirements) {
        return new AllOf(List.of(requirements));
    }

    static Requirement any(Requirement... requirements) {
        return new AnyOf(List.of(requirements));
    }

    /** The resources asked about, in order, each once. */
    default List<Arn> resources() {
        return named().distinct().toList();
    }

    private Stream<Arn> named() {
        return switch (this) {
            case None _ -> Stream.empty();
            case Itself itself -> Stream.of(itself.resource());
            case AccessCheck check -> Stream.of(check.resource());
            case AllOf(var requirements) -> requirements.stream().flatMap(Requirement::named);
            case AnyOf(var requirements) -> requirements.stream().flatMap(Requirement::named);
        };
    }

    /** Every check in it, in order. */
    default Stream<AccessCheck> checks() {
        return switch (this) {
            case None _, Itself _ -> Stream.empty();
            case AccessCheck check -> Stream.of(check);
            case AllOf(var requirements) -> requirements.stream().flatMap(Requirement::checks);
            case AnyOf(var requirements) -> requirements.stream().flatMap(Requirement::checks);
        };
    }

    /** The same with every check replaced. */
    default Requirement map(UnaryOperator<AccessCheck> change) {
        return switch (this) {
            case None _, Itself _ -> this;
            case AccessCheck check -> change.apply(check);
            case AllOf(var requirements) ->
                new AllOf(requirements.stream().map(one -> one.map(change)).toList());
            case AnyOf(var requirements) ->
                new AnyOf(requirements.stream().map(one -> one.map(change)).toList());
        };
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sallyport.server.identity.Arn;

/** What a caller must be allowed to do before an operation, or a session, may go on. */
public sealed interface Requirement {

    /** Nothing: every caller whose signature is good may do it, as with GetCallerIdentity. */
    record None() implements Requirement {}

    /**
     * One action on one resource.
     *
     * @param action as in policies, {@code ssm:StartSession}
     * @param resource an action without a resource of its own is checked on everything of its service, {@code arn:aws:ssm:R:A:*}
     * @param context request keys of the condition block, {@code ssm:SessionDocumentAccessCheck} → {@code true}
     */
    record AccessCheck(String action, Arn resource, Map<String, List<String>> context) implements Requirement {
        public AccessCheck {
            var copy = new HashMap<String, List<String>>();
            context.forEach((key, values) -> copy.put(key, List.copyOf(values)));
            context = Map.copyOf(copy);
        }
    }

    /** Every one of these. */
    record AllOf(List<Requirement> requirements) implements Requirement {
        public AllOf {
            requirements = List.copyOf(requirements);
        }
    }

    /** At least one of these. */
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
    static Requirement of(String action, Arn resource) {
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
        return checks().map(AccessCheck::resource).distinct().toList();
    }

    private Stream<AccessCheck> checks() {
        return switch (this) {
            case None _ -> Stream.empty();
            case AccessCheck check -> Stream.of(check);
            case AllOf(var requirements) -> requirements.stream().flatMap(Requirement::checks);
            case AnyOf(var requirements) -> requirements.stream().flatMap(Requirement::checks);
        };
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sallyport.policy.Explanation.Match;
import sallyport.policy.PrincipalBlock.Standing;

/**
 * Everything that is attached to one principal, indexed. Immutable; make it once, keep it until something attached changes, and ask it as
 * often as there are requests.
 *
 * <p>The decision, as AWS documents it for one account:
 *
 * <ol>
 *   <li>A statement that denies, in any layer, ends it.
 *   <li>The account itself may do the rest.
 *   <li>A resource policy that names the very user or session grants, whatever boundary and session policies leave out.
 *   <li>Otherwise an identity policy grants, or a resource policy that names the role or everybody; where the resource policy has the
 *       final word, identity policies count only if it names the account.
 *   <li>What is granted must also be in the boundary if there is one, and in the session policies if there are any.
 * </ol>
 *
 * <p>Between two accounts both sides must allow.
 */
public final class PolicySet {
    private static final PolicySet EMPTY = builder().build();

    private final Map<Layer, StatementIndex> layers;
    private final @Nullable StatementIndex identity;
    private final @Nullable StatementIndex boundary;
    private final @Nullable StatementIndex session;

    private PolicySet(Map<Layer, List<Match>> statements) {
        this.layers = new EnumMap<>(Layer.class);
        statements.forEach((layer, list) -> layers.put(layer, StatementIndex.of(list)));
        this.identity = layers.get(Layer.IDENTITY);
        this.boundary = layers.get(Layer.BOUNDARY);
        this.session = layers.get(Layer.SESSION);
    }

    /** Of somebody who has no policies. */
    public static PolicySet empty() {
        return EMPTY;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Decides about something that has no policy of its own. */
    public Evaluation evaluate(Request request) {
        return evaluation(request, null);
    }

    /** Decides about something that has a policy of its own. */
    public Evaluation evaluate(Request request, ResourcePolicy resourcePolicy) {
        return evaluation(request, resourcePolicy);
    }

    private Evaluation evaluation(Request request, @Nullable ResourcePolicy resourcePolicy) {
        Layer denying = denyingLayer(request, resourcePolicy);
        if (denying != null) {
            return new Evaluation(Decision.EXPLICIT_DENY, denying, this, request, resourcePolicy);
        }
        Layer refusing = refusingLayer(request, resourcePolicy);
        Decision decision = refusing == null ? Decision.ALLOW : Decision.IMPLICIT_DENY;
        return new Evaluation(decision, refusing, this, request, resourcePolicy);
    }

    private @Nullable Layer denyingLayer(Request request, @Nullable ResourcePolicy resourcePolicy) {
        if (hasPolicies(request.requester())) {
            if (denies(identity, request)) {
                return Layer.IDENTITY;
            }
            if (denies(boundary, request)) {
                return Layer.BOUNDARY;
            }
            if (denies(session, request)) {
                return Layer.SESSION;
            }
        }
        return resourcePolicy != null && resourcePolicy.denies(request) ? Layer.RESOURCE : null;
    }

    private static boolean denies(@Nullable StatementIndex statements, Request request) {
        return statements != null && statements.denies(request);
    }

    /** The account itself is not limited by policies attached to it, and the others cannot have any. */
    static boolean hasPolicies(Requester requester) {
        return switch (requester) {
            case Requester.User _, Requester.RoleSession _, Requester.FederatedUser _ -> true;
            case Requester.Root _, Requester.Service _, Requester.WebIdentity _, Requester.Anonymous _ -> false;
        };
    }

    /** Who does not allow it; null if it is allowed. */
    private @Nullable Layer refusingLayer(Request request, @Nullable ResourcePolicy resourcePolicy) {
        Standing standing = resourcePolicy == null ? Standing.NONE : resourcePolicy.standing(request);
        Layer unlessNamed = standing == Standing.NONE ? Layer.RESOURCE : null;
        if (request.requester() instanceof Requester.Root) {
            return request.crossesAccounts() ? unlessNamed : null;
        }
        if (!hasPolicies(request.requester())) {
            return unlessNamed;
        }
        if (request.crossesAccounts()) {
            Layer refusing = allows(identity, request) ? limits(request) : Layer.IDENTITY;
            return refusing == null ? unlessNamed : refusing;
        }
        return switch (standing) {
            case DIRECT -> null;
            case WITHIN_LIMITS -> limits(request);
            case ACCOUNT -> allows(identity, request) ? limits(request) : Layer.IDENTITY;
            case NONE -> {
                if (resourcePolicy != null && resourcePolicy.isMandatory()) {
                    yield Layer.RESOURCE;
                }
                yield allows(identity, request) ? limits(request) : Layer.IDENTITY;
            }
        };
    }

    private @Nullable Layer limits(Request request) {
        if (boundary != null && !boundary.allows(request)) {
            return Layer.BOUNDARY;
        }
        return session != null && !session.allows(request) ? Layer.SESSION : null;
    }

    private static boolean allows(@Nullable StatementIndex statements, Request request) {
        return statements != null && statements.allows(request);
    }

    @Nullable
    StatementIndex layer(Layer layer) {
        return layers.get(layer);
    }

    /** Collects policies; their order does not matter to any decision. */
    public static final class Builder {
        private final Map<Layer, List<Match>> statements = new EnumMap<>(Layer.class);

        private Builder() {}

        /** A policy of the user, of one of its groups, or of the role. */
        public Builder identity(PolicySource source, Policy policy) {
            return add(Layer.IDENTITY, source, policy);
        }

        /** The permissions boundary. */
        public Builder boundary(PolicySource source, Policy policy) {
            return add(Layer.BOUNDARY, source, policy);
        }

        /** A policy given along when the session was made, in full or by its ARN. */
        public Builder session(PolicySource source, Policy policy) {
            return add(Layer.SESSION, source, policy);
        }

        private Builder add(Layer layer, PolicySource source, Policy policy) {
            if (policy.kind().hasPrincipals()) {
                throw new IllegalArgumentException("a policy with principals belongs to a resource");
            }
            List<Match> list = statements.computeIfAbsent(layer, _ -> new ArrayList<>());
            policy.statements().forEach(statement -> list.add(new Match(layer, source, statement)));
            return this;
        }

        public PolicySet build() {
            return new PolicySet(statements);
        }
    }
}

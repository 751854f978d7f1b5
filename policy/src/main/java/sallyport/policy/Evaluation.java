// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sallyport.policy.Explanation.FailedCondition;
import sallyport.policy.Explanation.Failure;
import sallyport.policy.Explanation.Match;
import sallyport.policy.Explanation.NearMiss;
import sallyport.policy.PrincipalBlock.Standing;
import sallyport.policy.condition.Fold;

/** The answer to one request. Immutable. The reasons are worked out when they are asked for, so that an answer costs next to nothing. */
public final class Evaluation {
    private final Decision decision;
    private final @Nullable Layer refusedBy;
    private final PolicySet policies;
    private final Request request;
    private final @Nullable ResourcePolicy resourcePolicy;

    Evaluation(
            Decision decision,
            @Nullable Layer refusedBy,
            PolicySet policies,
            Request request,
            @Nullable ResourcePolicy resourcePolicy) {
        this.decision = decision;
        this.refusedBy = refusedBy;
        this.policies = policies;
        this.request = request;
        this.resourcePolicy = resourcePolicy;
    }

    public Decision decision() {
        return decision;
    }

    public boolean allowed() {
        return decision == Decision.ALLOW;
    }

    /** The layer that denies it, or that does not allow it; empty if it is allowed. */
    public Optional<Layer> refusedBy() {
        return Optional.ofNullable(refusedBy);
    }

    /**
     * The end of AWS's sentence: {@code because no identity-based policy allows the ssm:StartSession action}.
     *
     * @throws IllegalStateException if it is allowed
     */
    public String denial() {
        if (refusedBy == null) {
            throw new IllegalStateException("what is allowed has no denial");
        }
        return decision == Decision.EXPLICIT_DENY
                ? "with an explicit deny in " + refusedBy.withArticle()
                : "because no " + refusedBy.awsName() + " allows the " + request.action() + " action";
    }

    /** What one layer says on its own; empty if there is none. A resource policy allows if it grants or leaves it to the account. */
    public Optional<Decision> of(Layer layer) {
        if (layer == Layer.RESOURCE) {
            return Optional.ofNullable(resourcePolicy)
                    .map(policy -> decision(policy.denies(request), policy.standing(request) != Standing.NONE));
        }
        return Optional.ofNullable(policies.layer(layer))
                .map(statements -> decision(statements.denies(request), statements.allows(request)));
    }

    private static Decision decision(boolean denied, boolean allowed) {
        if (denied) {
            return Decision.EXPLICIT_DENY;
        }
        return allowed ? Decision.ALLOW : Decision.IMPLICIT_DENY;
    }

    /** Goes through every statement again and says what each had to do with it. */
    public Explanation explain() {
        List<Match> matched = new ArrayList<>();
        List<NearMiss> nearMisses = new ArrayList<>();
        Map<String, String> missingKeys = new TreeMap<>();
        for (Match match : consulted()) {
            Statement statement = match.statement();
            if (!statement.coversAction(request)) {
                continue;
            }
            addMissingKeys(statement, missingKeys);
            if (statement.effect() == Effect.ALLOW && !allowed()) {
                failure(statement)
                        .map(failure -> new NearMiss(match.layer(), match.source(), statement, failure))
                        .ifPresent(nearMisses::add);
            }
            if (decides(statement) && statement.applies(request)) {
                matched.add(match);
            }
        }
        return new Explanation(matched, nearMisses, List.copyOf(missingKeys.values()));
    }

    private boolean decides(Statement statement) {
        return switch (decision) {
            case ALLOW -> statement.effect() == Effect.ALLOW;
            case EXPLICIT_DENY -> statement.effect() == Effect.DENY;
            case IMPLICIT_DENY -> false;
        };
    }

    private List<Match> consulted() {
        List<Match> statements = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            StatementIndex index = PolicySet.hasPolicies(request.requester()) ? policies.layer(layer) : null;
            if (index != null) {
                statements.addAll(index.all());
            }
        }
        if (resourcePolicy != null) {
            statements.addAll(resourcePolicy.all());
        }
        return statements;
    }

    private void addMissingKeys(Statement statement, Map<String, String> missing) {
        if (statement.standing(request) == Standing.NONE || !statement.couldCoverResource(request)) {
            return;
        }
        statement.forEachKey(key -> {
            if (!request.context().has(key)) {
                missing.putIfAbsent(Fold.lower(key), key);
            }
        });
    }

    private Optional<Failure> failure(Statement statement) {
        if (statement.standing(request) == Standing.NONE) {
            return Optional.of(new Failure.Principal());
        }
        if (!statement.coversResource(request)) {
            return Optional.of(new Failure.Resource());
        }
        List<FailedCondition> failed = statement.conditions().stream()
                .filter(condition -> !condition.holds(request.context()))
                .map(condition -> new FailedCondition(
                        condition.operator(),
                        condition.key(),
                        condition.values(),
                        request.context().values(condition.key())))
                .toList();
        return failed.isEmpty() ? Optional.empty() : Optional.of(new Failure.Conditions(failed));
    }

    @Override
    public String toString() {
        return decision + (refusedBy == null ? "" : " " + denial());
    }
}

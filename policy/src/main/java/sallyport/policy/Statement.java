// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sallyport.policy.PrincipalBlock.Standing;
import sallyport.policy.condition.Answer;
import sallyport.policy.condition.Condition;
import sallyport.policy.condition.Context;
import sallyport.policy.condition.Template;

/** One statement of a policy, ready to be asked. Immutable. */
public final class Statement {

    /**
     * Where it stands.
     *
     * @param index from 0
     * @param start of its opening brace
     * @param end just behind its closing brace
     */
    record Place(int index, @Nullable String sid, Position start, Position end) {}

    /** Action or NotAction. */
    record Actions(boolean negated, List<ActionPattern> patterns) {
        Actions {
            patterns = List.copyOf(patterns);
        }

        boolean match(String foldedAction) {
            for (int i = 0; i < patterns.size(); i++) {
                if (patterns.get(i).matches(foldedAction)) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    /** Resource or NotResource; a trust policy has neither and means its role. */
    record Resources(boolean negated, List<Template> patterns) {
        static final Resources OWNER = new Resources(true, List.of());

        Resources {
            patterns = List.copyOf(patterns);
        }
    }

    private final Place place;
    private final Effect effect;
    private final @Nullable PrincipalBlock principals;
    private final Actions actions;
    private final Resources resources;
    private final List<Condition> conditions;

    Statement(
            Place place,
            Effect effect,
            @Nullable PrincipalBlock principals,
            Actions actions,
            Resources resources,
            List<Condition> conditions) {
        this.place = place;
        this.effect = effect;
        this.principals = principals;
        this.actions = actions;
        this.resources = resources;
        this.conditions = List.copyOf(conditions);
    }

    /** Its number in the policy, from 0. */
    public int index() {
        return place.index();
    }

    public Optional<String> sid() {
        return Optional.ofNullable(place.sid());
    }

    public Effect effect() {
        return effect;
    }

    /** Where it begins: its opening brace. */
    public Position start() {
        return place.start();
    }

    /** Where it ends: just behind its closing brace. */
    public Position end() {
        return place.end();
    }

    Actions actions() {
        return actions;
    }

    @Nullable
    PrincipalBlock principals() {
        return principals;
    }

    List<Condition> conditions() {
        return conditions;
    }

    /** Whether it speaks of this request. */
    boolean applies(Request request) {
        return actions.match(request.foldedAction()) && appliesBesideAction(request);
    }

    /** As {@link #applies} if the action is known to match. */
    boolean appliesBesideAction(Request request) {
        return standing(request) != Standing.NONE && coversResource(request) && meetsConditions(request.context());
    }

    Standing standing(Request request) {
        return principals == null ? Standing.WITHIN_LIMITS : principals.standing(request.requester());
    }

    boolean coversAction(Request request) {
        return actions.match(request.foldedAction());
    }

    boolean coversResource(Request request) {
        List<String> spellings = request.resources();
        if (!resources.negated()) {
            for (int i = 0; i < spellings.size(); i++) {
                if (find(spellings.get(i), request.context()) == Answer.MATCH) {
                    return true;
                }
            }
            return false;
        }
        return effect == Effect.ALLOW ? allOutside(request) : oneOutside(request);
    }

    /** SECURITY: NotResource never allows what may be one of its resources, be it by another name or by a variable without value. */
    private boolean allOutside(Request request) {
        for (int i = 0; i < request.resources().size(); i++) {
            if (find(request.resources().get(i), request.context()) != Answer.DIFFERENT) {
                return false;
            }
        }
        return true;
    }

    private boolean oneOutside(Request request) {
        for (int i = 0; i < request.resources().size(); i++) {
            if (find(request.resources().get(i), request.context()) != Answer.MATCH) {
                return true;
            }
        }
        return false;
    }

    private Answer find(String resource, Context context) {
        Answer answer = Answer.DIFFERENT;
        for (int i = 0; i < resources.patterns().size(); i++) {
            switch (resources.patterns().get(i).match(resource, context)) {
                case MATCH -> {
                    return Answer.MATCH;
                }
                case UNREADABLE -> answer = Answer.UNREADABLE;
                case DIFFERENT -> {}
            }
        }
        return answer;
    }

    private boolean meetsConditions(Context context) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(context)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it would cover the resource if the variables it has no value for had the right one. */
    boolean couldCoverResource(Request request) {
        return coversResource(request)
                || resources.patterns().stream()
                        .anyMatch(pattern -> request.resources().stream()
                                .anyMatch(resource -> pattern.couldMatch(resource, request.context())));
    }

    /** The keys that its resources and conditions ask for. */
    void forEachKey(Consumer<String> action) {
        resources.patterns().forEach(pattern -> pattern.forEachKey(action));
        conditions.forEach(condition -> condition.forEachKey(action));
    }

    @Override
    public String toString() {
        return effect + " statement " + sid().orElseGet(() -> String.valueOf(index()));
    }
}

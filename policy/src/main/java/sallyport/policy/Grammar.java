// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sallyport.policy.Draft.DraftCondition;
import sallyport.policy.Draft.DraftPrincipals;
import sallyport.policy.Draft.DraftStatement;
import sallyport.policy.Draft.Values;
import sallyport.policy.condition.Condition;
import sallyport.policy.condition.Fold;
import sallyport.policy.condition.Template;

/**
 * Turns a draft into statements, or says in AWS's words why it is no policy.
 *
 * <p>A document with several faults gets the text that AWS gives it, so the checks run one after the other over the whole document and
 * not statement by statement: version, principals, what the legacy parser refuses, Sids, missing actions, missing resources, ARNs,
 * actions.
 */
final class Grammar {
    static final String LEGACY_PARSING = "The policy failed legacy parsing";

    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");

    private static final Set<String> TRUST_ACTIONS = Set.of(
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
            "sts:tagsession",
            "sts:setsourceidentity",
            "sts:setcontext");

    private final PolicyKind kind;
    private final boolean variables;
    private final List<DraftStatement> drafts;

    private Grammar(Draft draft, PolicyKind kind) {
        this.kind = kind;
        this.variables = Policy.VERSION_2012.equals(draft.version());
        this.drafts = draft.statements();
    }

    /**
     * The statements of the draft.
     *
     * @throws MalformedPolicyException if it does not obey the grammar of its kind
     */
    static List<Statement> statements(Draft draft, PolicyKind kind) throws MalformedPolicyException {
        if (kind == PolicyKind.MANAGED && !Policy.VERSION_2012.equals(draft.version())) {
            throw new MalformedPolicyException("Policy document must be version 2012-10-17 or greater.");
        }
        Grammar grammar = new Grammar(draft, kind);
        grammar.checkPrincipals();
        List<List<Condition>> conditions = grammar.conditions();
        grammar.checkLegacyParsing(conditions);
        grammar.checkSids();
        grammar.checkPresence();
        grammar.checkResources();
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            statements.add(grammar.statement(draft.statements().get(i), conditions.get(i)));
        }
        return statements;
    }

    private void checkPrincipals() throws MalformedPolicyException {
        for (DraftStatement draft : drafts) {
            DraftPrincipals principals = draft.principals();
            if (!kind.hasPrincipals()) {
                refuseIf(principals != null, "Policy document should not specify a principal.");
            } else if (principals == null) {
                throw new MalformedPolicyException("Missing required field Principal");
            } else if (principals.negated()) {
                refuseIf(draft.effect().equalsIgnoreCase("Allow"), "Allow with NotPrincipal is not allowed.");
                refuseIf(kind == PolicyKind.TRUST, "AssumeRole policy must not contain NotPrincipal field.");
            }
        }
    }

    private List<List<Condition>> conditions() {
        List<List<Condition>> conditions = new ArrayList<>();
        for (DraftStatement draft : drafts) {
            conditions.add(draft.conditions().stream().map(this::condition).toList());
        }
        return conditions;
    }

    private Condition condition(DraftCondition draft) {
        return Condition.of(draft.operator(), draft.key(), draft.values(), variables);
    }

    private void checkLegacyParsing(List<List<Condition>> conditions) throws MalformedPolicyException {
        for (DraftStatement draft : drafts) {
            boolean exactEffect =
                    draft.effect().equals("Allow") || draft.effect().equals("Deny");
            refuseIf(!exactEffect, LEGACY_PARSING);
            refuseIf(values(draft.resources()).stream().anyMatch(ResourceNames::failsLegacyParsing), LEGACY_PARSING);
        }
        boolean badDate = conditions.stream().flatMap(List::stream).anyMatch(Condition::hasUnreadableDate);
        refuseIf(badDate, LEGACY_PARSING);
    }

    private void checkSids() throws MalformedPolicyException {
        Set<String> seen = new HashSet<>();
        for (DraftStatement draft : drafts) {
            String sid = draft.place().sid();
            if (sid == null || sid.isEmpty()) {
                continue;
            }
            // The policies of keys and buckets may have blanks in it: "Enable IAM User Permissions".
            refuseIf(
                    kind != PolicyKind.RESOURCE && !SID.matcher(sid).matches(),
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*");
            refuseIf(!seen.add(sid), "Statement IDs (SID) in a single policy must be unique.");
        }
    }

    private void checkPresence() throws MalformedPolicyException {
        for (DraftStatement draft : drafts) {
            refuseIf(values(draft.actions()).isEmpty(), "Policy statement must contain actions.");
        }
        for (DraftStatement draft : drafts) {
            if (kind == PolicyKind.TRUST) {
                refuseIf(draft.resources() != null, "Has prohibited field Resource");
            } else {
                refuseIf(values(draft.resources()).isEmpty(), "Policy statement must contain resources.");
            }
        }
    }

    private void checkResources() throws MalformedPolicyException {
        for (DraftStatement draft : drafts) {
            for (String resource : values(draft.resources())) {
                ResourceNames.check(resource);
            }
        }
    }

    private static List<String> values(@Nullable Values values) {
        return values == null ? List.of() : values.values();
    }

    private Statement statement(DraftStatement draft, List<Condition> conditions) throws MalformedPolicyException {
        DraftPrincipals principals = draft.principals();
        return new Statement(
                draft.place(),
                draft.effect().equals("Allow") ? Effect.ALLOW : Effect.DENY,
                principals == null ? null : principals(principals),
                actions(Objects.requireNonNull(draft.actions())),
                resources(draft.resources()),
                conditions);
    }

    private static PrincipalBlock principals(DraftPrincipals draft) throws MalformedPolicyException {
        Map<String, List<String>> byType = draft.byType();
        return byType == null
                ? PrincipalBlock.everybody(draft.negated())
                : PrincipalBlock.read(draft.negated(), byType);
    }

    private Statement.Actions actions(Values draft) throws MalformedPolicyException {
        List<ActionPattern> patterns = new ArrayList<>();
        for (String action : draft.values()) {
            refuseIf(
                    kind == PolicyKind.TRUST && !TRUST_ACTIONS.contains(Fold.lower(action)),
                    "Trust Policy statement actions can only be sts:AssumeRole, sts:AssumeRoleWithSAML,"
                            + "  and sts:AssumeRoleWithWebIdentity");
            patterns.add(ActionPattern.read(action));
        }
        return new Statement.Actions(draft.negated(), patterns);
    }

    private Statement.Resources resources(@Nullable Values draft) {
        if (draft == null) {
            return Statement.Resources.OWNER;
        }
        return new Statement.Resources(
                draft.negated(),
                draft.values().stream()
                        .map(resource -> Template.resource(resource, variables))
                        .toList());
    }

    private static void refuseIf(boolean wrong, String message) throws MalformedPolicyException {
        if (wrong) {
            throw new MalformedPolicyException(message);
        }
    }
}

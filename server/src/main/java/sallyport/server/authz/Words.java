// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.authz;

import java.util.stream.Collectors;
import sallyport.policy.Evaluation;
import sallyport.policy.Explanation;
import sallyport.policy.PolicySource;
import sallyport.policy.Statement;

/** How statements and policies are called when people read of them. */
final class Words {
    private Words() {}

    /** The statements that decided: those that deny, or those that allow. */
    static String deciding(Evaluation evaluation) {
        return evaluation.explain().matched().stream().map(Words::of).distinct().collect(Collectors.joining("; "));
    }

    static Explained explained(Evaluation evaluation) {
        Explanation explanation = evaluation.explain();
        return new Explained(
                evaluation.decision().awsName(),
                explanation.matched().stream().map(Words::of).distinct().toList(),
                explanation.nearMisses().stream().map(Words::of).distinct().toList(),
                explanation.missingKeys());
    }

    private static String of(Explanation.NearMiss miss) {
        String what = switch (miss.failure()) {
            case Explanation.Failure.Principal _ -> "is about another principal";
            case Explanation.Failure.Resource _ -> "is about other resources";
            case Explanation.Failure.Conditions(var conditions) ->
                conditions.stream().map(Words::of).collect(Collectors.joining(" and "));
        };
        return of(miss.statement(), miss.source()) + ": " + what;
    }

    private static String of(Explanation.FailedCondition condition) {
        String found = condition.found().isEmpty() ? "is absent" : "is " + String.join(", ", condition.found());
        return condition.operator() + " wants " + condition.key() + " " + String.join(" or ", condition.wanted())
                + ", but it " + found;
    }

    static String of(Explanation.Match match) {
        return of(match.statement(), match.source());
    }

    /** {@code statement 2 "DenyOldMfa" of policy SessionManagerUsers (group engineers)}; people count from one. */
    static String of(Statement statement, PolicySource source) {
        String sid = statement
                .sid()
                .filter(name -> !name.isEmpty())
                .map(name -> " \"" + name + "\"")
                .orElse("");
        String owner = source.attachedTo().isEmpty() ? "" : " (" + source.attachedTo() + ")";
        return "statement " + (statement.index() + 1) + sid + " of policy " + source.id() + owner;
    }
}

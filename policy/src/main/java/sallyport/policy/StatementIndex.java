// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sallyport.policy.Explanation.Match;

/**
 * All statements of one layer, found by action. Immutable.
 *
 * <p>A statement is filed under each action it names in full, under the service of each that has wildcards, and under "anything" for
 * {@code *} and NotAction. So a request looks at three short lists, and the index has no more entries than the policies have actions.
 */
final class StatementIndex {
    private static final Bucket NOTHING = new Bucket(List.of(), List.of());

    /** Denials apart, as all of them come before the first allowance. */
    private record Bucket(List<Statement> denials, List<Statement> allowances) {}

    private final List<Match> all;
    private final Map<String, Bucket> byAction;
    private final Map<String, Bucket> byService;
    private final Bucket anything;

    private StatementIndex(
            List<Match> all, Map<String, Bucket> byAction, Map<String, Bucket> byService, Bucket anything) {
        this.all = all;
        this.byAction = byAction;
        this.byService = byService;
        this.anything = anything;
    }

    /** Files these statements; all are of the same layer. */
    static StatementIndex of(List<Match> all) {
        Map<String, List<Statement>> byAction = new HashMap<>();
        Map<String, List<Statement>> byService = new HashMap<>();
        List<Statement> anything = new ArrayList<>();
        for (Match match : all) {
            Statement statement = match.statement();
            if (statement.actions().negated()) {
                anything.add(statement);
                continue;
            }
            for (ActionPattern pattern : statement.actions().patterns()) {
                if (pattern.isOfAnyService()) {
                    add(anything, statement);
                } else if (pattern.isExact()) {
                    add(byAction.computeIfAbsent(pattern.folded(), _ -> new ArrayList<>()), statement);
                } else {
                    add(byService.computeIfAbsent(pattern.service(), _ -> new ArrayList<>()), statement);
                }
            }
        }
        return new StatementIndex(List.copyOf(all), buckets(byAction), buckets(byService), bucket(anything));
    }

    /** A statement comes more than once only in a row, as it is filed for one of its actions after the other. */
    private static void add(List<Statement> statements, Statement statement) {
        if (statements.isEmpty() || statements.getLast() != statement) {
            statements.add(statement);
        }
    }

    private static Map<String, Bucket> buckets(Map<String, List<Statement>> statements) {
        Map<String, Bucket> buckets = new HashMap<>();
        statements.forEach((name, list) -> buckets.put(name, bucket(list)));
        return Map.copyOf(buckets);
    }

    private static Bucket bucket(List<Statement> statements) {
        return new Bucket(of(statements, Effect.DENY), of(statements, Effect.ALLOW));
    }

    private static List<Statement> of(List<Statement> statements, Effect effect) {
        return statements.stream()
                .filter(statement -> statement.effect() == effect)
                .toList();
    }

    /** Every statement with its source, in the order of the policies. */
    List<Match> all() {
        return all;
    }

    boolean denies(Request request) {
        return anyAppliesBesideAction(named(request).denials(), request)
                || anyApplies(ofService(request).denials(), request)
                || anyApplies(anything.denials(), request);
    }

    boolean allows(Request request) {
        return anyAppliesBesideAction(named(request).allowances(), request)
                || anyApplies(ofService(request).allowances(), request)
                || anyApplies(anything.allowances(), request);
    }

    private Bucket named(Request request) {
        return orNothing(byAction.get(request.foldedAction()));
    }

    private Bucket ofService(Request request) {
        return orNothing(byService.get(request.service()));
    }

    private static Bucket orNothing(@Nullable Bucket bucket) {
        return bucket == null ? NOTHING : bucket;
    }

    private static boolean anyAppliesBesideAction(List<Statement> statements, Request request) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).appliesBesideAction(request)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyApplies(List<Statement> statements, Request request) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).applies(request)) {
                return true;
            }
        }
        return false;
    }
}

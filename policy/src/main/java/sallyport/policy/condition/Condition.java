// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy.condition;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One key of one operator of a condition block. Immutable.
 *
 * <p>Whether it holds, by what the request has under the key:
 *
 * <pre>
 *                            absent   one value                     a set
 * X                          no       some value of ours matches    no
 * NotX                       yes      all values of ours differ     no
 * XIfExists, NotXIfExists    yes      as above                      no
 * ForAllValues:X or NotX     yes      as above                      as above for each
 * ForAnyValue:X or NotX      no       as above                      as above for at least one
 * ForAnyValue:XIfExists      yes      as above                      as above for at least one
 * Null "true"                yes      no                            no
 * </pre>
 */
public final class Condition {
    private static final String FOR_ALL_VALUES = "ForAllValues:";
    private static final String FOR_ANY_VALUE = "ForAnyValue:";
    private static final String IF_EXISTS = "IfExists";

    private enum Quantifier {
        /** The key must be single-valued. */
        ONE,
        ALL,
        ANY
    }

    /**
     * An operator as a policy names it.
     *
     * @param name with prefix and suffix, {@code ForAnyValue:StringLikeIfExists}
     */
    private record Form(String name, Quantifier quantifier, Operator operator, boolean ifExists) {

        static Optional<Form> read(String name) {
            Quantifier quantifier = quantifier(name);
            String base = switch (quantifier) {
                case ONE -> name;
                case ALL -> name.substring(FOR_ALL_VALUES.length());
                case ANY -> name.substring(FOR_ANY_VALUE.length());
            };
            boolean ifExists = base.endsWith(IF_EXISTS);
            String operator = ifExists ? base.substring(0, base.length() - IF_EXISTS.length()) : base;
            return Operator.of(operator)
                    // Null asks for the key itself: neither its values nor its existence can be a further condition.
                    .filter(found -> found != Operator.NULL || name.equals(Operator.NULL.awsName()))
                    .map(found -> new Form(name, quantifier, found, ifExists));
        }

        private static Quantifier quantifier(String name) {
            if (name.startsWith(FOR_ALL_VALUES)) {
                return Quantifier.ALL;
            }
            return name.startsWith(FOR_ANY_VALUE) ? Quantifier.ANY : Quantifier.ONE;
        }
    }

    private final Form form;
    private final String key;
    private final String foldedKey;
    private final List<String> texts;
    private final Operand[] operands;

    private Condition(Form form, String key, List<String> texts, boolean variables) {
        this.form = form;
        this.key = key;
        this.foldedKey = Fold.lower(key);
        this.texts = List.copyOf(texts);
        this.operands = texts.stream()
                .map(text -> form.operator().operand(text, variables))
                .toArray(Operand[]::new);
    }

    /** Whether there is an operator of this name. */
    public static boolean isOperator(String name) {
        return Form.read(name).isPresent();
    }

    /**
     * Reads a condition.
     *
     * @param operator as {@link #isOperator} takes it
     * @param variables whether ${…} stands for the value of a key, as from version 2012-10-17 on
     */
    public static Condition of(String operator, String key, List<String> values, boolean variables) {
        Form form = Form.read(operator)
                .orElseThrow(() -> new IllegalArgumentException("there is no operator '" + operator + "'"));
        return new Condition(form, key, values, variables);
    }

    /** Whether a value of a date operator is none. */
    public boolean hasUnreadableDate() {
        for (Operand operand : operands) {
            if (operand instanceof Operand.Moment moment && moment.wanted() == null) {
                return true;
            }
        }
        return false;
    }

    /** The operator as written. */
    public String operator() {
        return form.name();
    }

    /** The key as written. */
    public String key() {
        return key;
    }

    /** The values as written. */
    public List<String> values() {
        return texts;
    }

    /** Whether the request meets it. */
    public boolean holds(Context context) {
        Context.Entry entry = context.entry(foldedKey);
        if (form.operator() == Operator.NULL) {
            return wantsAbsence(entry == null);
        }
        if (entry == null) {
            return holdsForAbsentKey();
        }
        return switch (form.quantifier()) {
            case ONE -> !entry.multi() && holdsFor(entry.values().getFirst(), context);
            case ALL -> holdsForAll(entry, context);
            case ANY -> holdsForAny(entry, context);
        };
    }

    private boolean wantsAbsence(boolean absent) {
        for (Operand operand : operands) {
            if (operand instanceof Operand.Flag flag && flag.isWanted(absent)) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsForAbsentKey() {
        if (form.ifExists()) {
            return true;
        }
        return switch (form.quantifier()) {
            case ONE -> form.operator().isNegated();
            case ALL -> true;
            case ANY -> false;
        };
    }

    private boolean holdsForAll(Context.Entry entry, Context context) {
        for (int i = 0; i < entry.values().size(); i++) {
            if (!holdsFor(entry.values().get(i), context)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsForAny(Context.Entry entry, Context context) {
        for (int i = 0; i < entry.values().size(); i++) {
            if (holdsFor(entry.values().get(i), context)) {
                return true;
            }
        }
        return false;
    }

    /** SECURITY: a negated operator wants every value to differ, so one that is unreadable makes it fail as well. */
    private boolean holdsFor(String value, Context context) {
        boolean negated = form.operator().isNegated();
        for (Operand operand : operands) {
            Answer answer = operand.compare(value, context);
            if (negated ? answer != Answer.DIFFERENT : answer == Answer.MATCH) {
                return !negated;
            }
        }
        return negated;
    }

    /** The keys that it asks for: its own, unless it asks for absence, and those of its variables. */
    public void forEachKey(Consumer<String> action) {
        if (form.operator() != Operator.NULL) {
            action.accept(key);
        }
        for (Operand operand : operands) {
            operand.forEachKey(action);
        }
    }

    @Override
    public String toString() {
        return form.name() + " " + key + " " + texts;
    }
}

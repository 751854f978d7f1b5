// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a request says of itself, and how the texts of a policy are compared with it.
 *
 * <p>{@link sallyport.policy.condition.Context} holds the keys of a request. A {@link sallyport.policy.condition.Condition} is one key of
 * one operator of a condition block: {@link sallyport.policy.condition.Operator} knows what its values mean,
 * {@link sallyport.policy.condition.Operand} is one such value, read once. {@link sallyport.policy.condition.Template} is a text with
 * wildcards and variables, {@link sallyport.policy.condition.Glob} one with wildcards only.
 *
 * <p>Nothing here knows of statements, principals or decisions.
 */
@NullMarked
package sallyport.policy.condition;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import java.util.regex.Pattern;

/**
 * A regular expression the whole value must match.
 *
 * @param text as in the model, for messages
 */
public record PatternConstraint(String text, Pattern pattern) {

    static PatternConstraint of(String text) {
        return new PatternConstraint(text, Pattern.compile(text));
    }

    boolean matches(String value) {
        return pattern.matcher(value).matches();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.documents;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter that a document declares. Every value of a session is text, so the one type is {@code String}.
 *
 * @param defaultValue absent if the caller must give a value
 * @param allowedValues empty if any value will do
 * @param allowedPattern searched in the value: it matches the whole of it only where it says so with {@code ^} and {@code $}
 * @param minChars 0 if there is no bound
 * @param maxChars {@link Integer#MAX_VALUE} if there is no bound
 */
public record DocumentParameter(
        String name,
        String description,
        Optional<String> defaultValue,
        List<String> allowedValues,
        Optional<Pattern> allowedPattern,
        int minChars,
        int maxChars) {
    public DocumentParameter {
        allowedValues = List.copyOf(allowedValues);
    }

    /** AWS's sentence for a value that will not do; empty if it will. */
    Optional<String> objectionTo(String value) {
        if (!allowedValues.isEmpty() && !allowedValues.contains(value)) {
            return Optional.of(has(value) + " not found in " + allowedValues + ".");
        }
        if (allowedPattern.isPresent() && !allowedPattern.get().matcher(value).find()) {
            return Optional.of(has(value) + " not matching \"" + allowedPattern.get() + "\".");
        }
        if (value.length() < minChars) {
            return Optional.of(has(value) + " shorter than " + minChars + " characters.");
        }
        if (value.length() > maxChars) {
            return Optional.of("Parameter \"" + name + "\" has a value longer than " + maxChars + " characters.");
        }
        return Optional.empty();
    }

    private String has(String value) {
        return "Parameter \"" + name + "\" has value \"" + value + "\"";
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds this process, read once in {@code Main}.
 *
 * @param variables the environment variables
 * @param home the user's home directory
 */
public record AwsEnvironment(Map<String, String> variables, Path home) {
    public AwsEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The variable's value; one set to nothing counts as not set, as in AWS's tools. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The value of the first of these variables that is set. */
    Optional<String> firstOf(String... names) {
        for (var name : names) {
            var value = variable(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** The file a variable names, with {@code ~} for the home directory, or else the usual one below it. */
    Path file(String variable, String usual) {
        return variable(variable).map(this::expand).orElseGet(() -> home.resolve(usual));
    }

    Path expand(String path) {
        return path.startsWith("~/") ? home.resolve(path.substring(2)) : Path.of(path);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the usual forms of {@code connect} without picocli, whose classes are too old for the start-up cache and cost 170 ms.
 * Whatever is unusual, help and mistakes included, is left to picocli and {@link ConnectCommand}, which mean the same.
 */
final class ConnectLine {
    private static final Set<String> OPTIONS = Set.of("--profile", "--region", "--endpoint-url", "--reason");

    private ConnectLine() {}

    /**
     * What this line asks for.
     *
     * @param words {@code [--option value | --option=value]… NODE [-- COMMAND…]}
     * @return empty for a line of any other form
     */
    static Optional<Connect> read(List<String> words) {
        if (words.stream().anyMatch(word -> word.startsWith("@"))) {
            return Optional.empty(); // picocli reads more words from a file of that name
        }
        var options = new HashMap<String, String>();
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            var word = words.get(at++);
            int equals = word.indexOf('=');
            var option = equals < 0 ? word : word.substring(0, equals);
            if (!OPTIONS.contains(option) || (equals < 0 && at == words.size())) {
                return Optional.empty();
            }
            var value = equals < 0 ? words.get(at++) : word.substring(equals + 1);
            if (value.isEmpty() || "-\"'".indexOf(value.charAt(0)) >= 0 || options.put(option, value) != null) {
                return Optional.empty();
            }
        }
        var rest = words.subList(at, words.size());
        boolean hasCommand = rest.size() > 2 && rest.get(1).equals("--");
        if ((rest.size() != 1 && !hasCommand) || rest.getFirst().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Connect(
                rest.getFirst(),
                hasCommand ? rest.subList(2, rest.size()) : List.of(),
                Optional.ofNullable(options.get("--profile")),
                Optional.ofNullable(options.get("--region")),
                Optional.ofNullable(options.get("--endpoint-url")),
                Optional.ofNullable(options.get("--reason"))));
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links to pages and headings below {@code docs/} in sources, resolved in the repository the way its web page does. */
final class DocLinks {
    private static final Pattern LINK = Pattern.compile("(docs/[a-z0-9/-]+\\.md)(?:#([a-z0-9-]+))?");
    private static final Pattern NOT_IN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");

    private final Path repository;
    private final Map<String, Set<String>> anchorsByFile = new HashMap<>();

    DocLinks(Path repository) {
        this.repository = repository;
    }

    /** The links in this line that lead nowhere. */
    Stream<String> broken(String line) {
        return LINK.matcher(line).results().filter(link -> !exists(link)).map(MatchResult::group);
    }

    private boolean exists(MatchResult link) {
        Set<String> anchors = anchorsByFile.computeIfAbsent(link.group(1), this::anchors);
        return anchors.contains(link.group(2) == null ? "" : link.group(2));
    }

    /** The anchors of a file and the empty one for the file itself; none if it does not exist. */
    private Set<String> anchors(String file) {
        Path path = repository.resolve(file);
        if (!Files.exists(path)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(path)) {
            Stream<String> headings = lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+ +", ""))
                    .map(DocLinks::anchor);
            return Stream.concat(Stream.of(""), headings).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String anchor(String heading) {
        String text = NOT_IN_ANCHOR.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("");
        return text.replace(' ', '-');
    }
}

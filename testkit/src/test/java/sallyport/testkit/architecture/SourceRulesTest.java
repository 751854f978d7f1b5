// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRulesTest {
    private static final String HEADER = """
            // SPDX-FileCopyrightText: 2026 The Sallyport Authors
            // SPDX-License-Identifier: Apache-2.0
            """;

    @TempDir
    Path directory;

    @Test
    void findsFilesWithoutHeader() throws Exception {
        write("Good.java", "class Good {}");
        assertPasses(SourceRules::headersArePresent);

        Files.writeString(directory.resolve("Bad.java"), "class Bad {}");
        assertFinds(SourceRules::headersArePresent, "Bad.java does not start with the SPDX header");
    }

    @Test
    void findsLinksThatLeadNowhere() throws Exception {
        // put together here, or the rule would look for these pages in this repository
        String page = "docs" + "/x/page.md";
        write(page, "# The page\n\n## What it is, in 3 words\n");
        write("Good.java", "// %1$s, %1$s#the-page, %1$s#what-it-is-in-3-words\nclass Good {}".formatted(page));
        assertPasses(rules -> rules.linksLeadSomewhere(directory));

        write("Bad.java", "// %s#who-knows\nclass Bad {}".formatted(page));
        assertFinds(rules -> rules.linksLeadSomewhere(directory), "page.md#who-knows");

        write("Bad.java", "// docs%s\nclass Bad {}".formatted("/y.md"));
        assertFinds(rules -> rules.linksLeadSomewhere(directory), "y.md");
    }

    @Test
    void findsPackagesWithoutFrontDoor() throws Exception {
        write("x/Good.java", "package x; class Good {}");
        assertFinds(SourceRules::packagesAreDescribed, "x has no package-info.java");

        write("x/package-info.java", "/** Placeholder first sentence. */ package x;");
        assertFinds(SourceRules::packagesAreDescribed, "is not @NullMarked", "does not say what the package does");

        write("x/package-info.java", "@org.jspecify.annotations.NullMarked package x;");
        assertFinds(SourceRules::packagesAreDescribed, "does not say what the package does");

        write("x/package-info.java", "/** Does it all. */ @org.jspecify.annotations.NullMarked package x;");
        assertPasses(SourceRules::packagesAreDescribed);
    }

    @Test
    void findsOpenExceptions() throws Exception {
        write("Good.java", "final class GoodException extends Exception {}");
        assertPasses(SourceRules::exceptionsAreClosed);

        write("Bad.java", "class Outer { static class BadException extends Exception {} }");
        assertFinds(SourceRules::exceptionsAreClosed, "BadException is neither final nor sealed");
    }

    @Test
    void findsLongMethodsAndFiles() throws Exception {
        write("Good.java", "class Good { void m() {%s} }".formatted("\n".repeat(59)));
        assertPasses(SourceRules::sizesAreSmall);

        write("Bad.java", "class Bad { void tall() {%s} }".formatted("\n".repeat(60)));
        assertFinds(SourceRules::sizesAreSmall, "tall has 61 lines");

        write("Bad.java", "class Bad {%s}".formatted("\n".repeat(600)));
        assertFinds(SourceRules::sizesAreSmall, "Bad.java has 603 lines");
    }

    @Test
    void findsWideConstructorsAndRecordsButNotThoseOfTheWire() throws Exception {
        String nine = "int a, int b, int c, int d, int e, int f, int g, int h, int i";
        write(
                "Good.java",
                "class Good { Good(int a, int b, int c, int d, int e, int f, int g, int h) {} void m(%s) {} }"
                        .formatted(nine));
        write("Json.java", "record Json(@JsonProperty(\"a\") %s) {}".formatted(nine));
        write("wire/Row.java", "package wire; record Row(%s) {}".formatted(nine));
        assertPasses(SourceRules::constructorsAreNarrow);

        write("Bad.java", "class Bad { Bad(%s) {} }".formatted(nine));
        write("Wide.java", "record Wide(%s) { static final int NONE = 0; }".formatted(nine));
        assertFinds(
                SourceRules::constructorsAreNarrow, "Bad.java:3 takes 9 arguments", "Wide.java:3 takes 9 arguments");
    }

    @Test
    void findsCrowdedPackages() throws Exception {
        for (int i = 0; i < 25; i++) {
            write("x/C%d.java".formatted(i), "package x; class C%d {}".formatted(i));
        }
        assertPasses(SourceRules::packagesAreSmall);

        write("x/Last.java", "package x; class Last {}");
        assertFinds(SourceRules::packagesAreSmall, "x has 26 files");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, HEADER + text);
    }

    private void assertPasses(Consumer<SourceRules> rule) {
        assertThatCode(() -> rule.accept(rules())).doesNotThrowAnyException();
    }

    private void assertFinds(Consumer<SourceRules> rule, String... problems) {
        assertThatThrownBy(() -> rule.accept(rules()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(problems);
    }

    private SourceRules rules() {
        return new SourceRules(SourceFile.readAll(directory), List.of(), List.of("wire"));
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with files under {@code src/test/resources/golden} of the module under test.
 *
 * <p>{@code mvn -Dupdate.golden …} writes the files instead; the review reads the diff.
 */
public final class GoldenFiles {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

    private GoldenFiles() {}

    /** Fails unless the file with this name, which may contain directories, has exactly this text. */
    public static void assertMatches(String name, String actual) {
        assertMatches(DIRECTORY, name, actual, System.getProperty("update.golden") != null);
    }

    static void assertMatches(Path directory, String name, String actual, boolean update) {
        Path file = directory.resolve(name);
        try {
            if (update) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
            }
            assertThat(file)
                    .withFailMessage("the golden file %s is missing, write it with -Dupdate.golden", file)
                    .exists();
            assertThat(actual)
                    .describedAs("%s, to be rewritten with -Dupdate.golden if the change is meant", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

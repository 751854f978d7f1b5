// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFilesTest {
    @TempDir
    Path directory;

    @Test
    void acceptsTheTextThatWasWritten() {
        GoldenFiles.assertMatches(directory, "errors/one.json", "{}\n", true);

        GoldenFiles.assertMatches(directory, "errors/one.json", "{}\n", false);
    }

    @Test
    void refusesAnyOtherText() {
        GoldenFiles.assertMatches(directory, "one.json", "{}\n", true);

        assertThatThrownBy(() -> GoldenFiles.assertMatches(directory, "one.json", "{}", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("one.json");
    }

    @Test
    void saysHowToWriteAMissingFile() {
        assertThatThrownBy(() -> GoldenFiles.assertMatches(directory, "two.json", "{}", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dupdate.golden");
    }
}

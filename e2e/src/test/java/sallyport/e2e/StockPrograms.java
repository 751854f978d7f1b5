// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What the tests need from the machine: the repository, scripts of the tests, and programs that may be missing. */
final class StockPrograms {

    private StockPrograms() {}

    /** The repository: the nearest folder above the working directory that holds the launcher. */
    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("sallyport"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no launcher above the working directory");
        }
        return folder;
    }

    static Path script(String name) throws IOException {
        try {
            return Path.of(Objects.requireNonNull(StockPrograms.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("no path leads to " + name, e);
        }
    }

    /** Skips the test, with one line, where a program is missing; in CI (environment variable {@code CI}) that is a failure. */
    static void require(String... programs) {
        for (String program : programs) {
            boolean present = false;
            for (String folder : System.getenv("PATH").split(":")) {
                present |= Files.isExecutable(Path.of(folder, program));
            }
            if (!present && System.getenv("CI") != null) {
                throw new AssertionError("\"%s\" is missing, which .ci/run installs".formatted(program));
            }
            assumeTrue(present, "\"%s\" is not on this machine".formatted(program));
        }
    }
}

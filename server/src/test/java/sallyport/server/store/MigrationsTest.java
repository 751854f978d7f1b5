// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void knowsItsNewestMigration() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/sallyport/server/store/migrations"))) {
            assertThat(files.mapToInt(MigrationsTest::version).max())
                    .as("the version after which Migrations.NEWEST is named")
                    .hasValue(Integer.parseInt(Migrations.NEWEST));
        }
    }

    /** {@code V12__what.sql} is 12. */
    private static int version(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class SqliteDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void refusesADirectoryThatAnotherServerUses() {
        try (Database first = SqliteDatabase.open(directory)) {
            assertThat(first.writer().isRunning()).isTrue();
            assertThatThrownBy(() -> SqliteDatabase.open(directory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another server is using");
        }
        SqliteDatabase.open(directory).close();
    }

    @Test
    void leavesNoThreadAndNoFileOpen() {
        Store store = Store.open(new StoreConfig.Embedded(directory));
        assertThat(store.<Boolean>read(
                        new Place("a", "r"), tables -> tables.homes().list().isEmpty()))
                .isTrue();
        store.close(); // the leak check looks at the rest
    }

    @Test
    void hidesItsFilesFromOtherAccounts() throws IOException {
        try (Database database = SqliteDatabase.open(directory)) {
            Jdbi.create(database.writer()).useHandle(handle -> handle.execute("CREATE TABLE t (x TEXT)"));
            try (Stream<Path> files = Files.list(directory)) {
                List<Path> rows = files.filter(
                                file -> file.getFileName().toString().matches("sallyport\\.db(-wal|-shm)?"))
                        .toList();
                assertThat(rows).hasSize(3);
                for (Path file : rows) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    @Test
    void flushesEveryCommit() {
        try (Database database = SqliteDatabase.open(directory)) {
            Jdbi jdbi = Jdbi.create(database.writer());
            assertThat(pragma(jdbi, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(jdbi, "synchronous")).as("2 is FULL").isEqualTo("2");
        }
    }

    @Test
    void removesTheLibrariesThatKilledProcessesLeft() throws IOException {
        Path leftover = directory.resolve("native/sqlite-3.0.0-1234-libsqlitejdbc.so");
        Files.createDirectories(leftover.getParent());
        Files.createFile(leftover);
        SqliteDatabase.open(directory).close();
        assertThat(leftover).doesNotExist();
    }

    private static String pragma(Jdbi jdbi, String name) {
        return jdbi.withHandle(handle ->
                handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }
}

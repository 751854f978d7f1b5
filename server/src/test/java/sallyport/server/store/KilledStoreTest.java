// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed (as by {@code kill -9}) leaves a store that opens with everything it had promised. */
class KilledStoreTest {

    private static final Place PLACE = new Place("111122223333", "us-east-1");
    private static final String IN_THE_MIDDLE = "in the middle of a change";

    @TempDir
    Path directory;

    @Test
    void opensAfterADeathInTheMiddleOfAChange() throws IOException, InterruptedException {
        List<String> promised = runAndKill(directory, IN_THE_MIDDLE);
        assertThat(promised).hasSize(Writing.BEFORE_THE_LAST);
        assertPromisesKept(promised);
        try (Store store = Store.open(new StoreConfig.Embedded(directory))) {
            assertThat(exists(store, "unfinished")).isFalse();
        }
    }

    @Test
    void opensAfterDeathsAtAnyMoment() throws IOException, InterruptedException {
        for (int promises : new int[] {1, 40}) {
            Path own = directory.resolve("after-" + promises);
            assertPromisesKept(own, runAndKill(own, "kept role-" + promises));
        }
    }

    private void assertPromisesKept(List<String> promised) {
        assertPromisesKept(directory, promised);
    }

    private static void assertPromisesKept(Path directory, List<String> promised) {
        StoreConfig config = new StoreConfig.Embedded(directory);
        try (Database raw = Database.open(config)) {
            assertThat(Jdbi.create(raw.writer())
                            .<String, RuntimeException>withHandle(handle -> handle.createQuery("PRAGMA integrity_check")
                                    .mapTo(String.class)
                                    .one()))
                    .isEqualTo("ok");
        }
        try (Store store = Store.open(config)) {
            assertThat(promised).allMatch(role -> exists(store, role));
        }
    }

    private static boolean exists(Store store, String role) {
        return store.<Boolean>read(PLACE, tables -> tables.roles().find(role).isPresent());
    }

    /** Runs {@link Writing} in its own JVM, kills it when it prints {@code last}, and returns the roles it had promised. */
    private static List<String> runAndKill(Path directory, String last) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writing.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> promised = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("kept ")) {
                    promised.add(line.substring("kept ".length()));
                }
                if (line.equals(last)) {
                    process.toHandle().destroyForcibly(); // SIGKILL; what it has printed is still read
                }
            }
        }
        assertThat(process.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
        return promised;
    }

    /** The process that dies: it writes roles one by one and says so, then stops in the middle of a change. */
    static final class Writing {

        static final int BEFORE_THE_LAST = 100;

        public static void main(String[] args) {
            Store store = Store.open(new StoreConfig.Embedded(Path.of(args[0])));
            for (int i = 1; i <= BEFORE_THE_LAST; i++) {
                insert(store, "role-" + i);
                System.out.println("kept role-" + i);
            }
            store.<Boolean>write(PLACE, tables -> {
                tables.roles().insert(RoleTable.Row.of("AROA-unfinished", "unfinished", "", "{}", 1));
                System.out.println(IN_THE_MIDDLE);
                return waitForDeath();
            });
        }

        private static void insert(Store store, String role) {
            store.<Boolean>write(PLACE, tables -> {
                tables.roles().insert(RoleTable.Row.of("AROA-" + role, role, "", "{}", 1));
                return true;
            });
        }

        private static boolean waitForDeath() {
            try {
                Thread.currentThread().join();
                return true;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

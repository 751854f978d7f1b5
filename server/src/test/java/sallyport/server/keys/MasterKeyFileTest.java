// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFileTest {

    private static final Secret SECRET = new Secret("a secret");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory;

    @Test
    void makesTheKeyOnceAndReadsItFromThenOn() throws IOException {
        Path file = directory.resolve("master.key");
        String wrapped = MasterKeyFile.openOrCreate(file, random).wrap(SECRET, "x");
        assertThat(MasterKeyFile.openOrCreate(file, random).unwrap(wrapped, "x"))
                .isEqualTo(SECRET);
    }

    @Test
    void letsNobodyElseReadTheKeyAndLeavesNothingBesideIt() throws IOException {
        Path file = directory.resolve("master.key");
        MasterKeyFile.openOrCreate(file, random);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        Path file = directory.resolve("master.key");
        MasterKeyFile.openOrCreate(file, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> MasterKeyFile.openOrCreate(file, random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others may read the master key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sallyport-master-key-1 ",
                "sallyport-master-key-1 AAAA",
                "sallyport-master-key-1 ???",
                "what"
            })
    void refusesAFileThatHoldsNoKeyAndKeepsIt(String content) throws IOException {
        Path file = directory.resolve("master.key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
        assertThatThrownBy(() -> MasterKeyFile.openOrCreate(file, random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no master key");
        assertThat(file).hasContent(content);
    }
}

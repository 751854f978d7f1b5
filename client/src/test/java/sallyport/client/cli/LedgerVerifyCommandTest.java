// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import sallyport.ledger.CheckpointKey;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent;

class LedgerVerifyCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory;

    private final CheckpointKey key = CheckpointKey.generate();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Path file = Path.of("");
    private String checkpoint = ""; // as somebody would have kept it elsewhere

    @BeforeEach
    void writeLedger() throws IOException {
        file = directory.resolve("ledger");
        var ledger = Ledger.open(file, key, "server-1", InstantSource.fixed(NOW));
        try (ledger) {
            ledger.append(new LedgerEvent.NodeConnected("i-0123456789abcdef0", "192.0.2.1", "3.3.9999.0"));
        }
        checkpoint = ledger.checkpoint().orElseThrow().export();
    }

    @Test
    void callsALedgerConsistentWhenNothingIsKnownOfItsServer() {
        assertThat(verify()).isZero();
        assertThat(said()).startsWith("consistent, not authenticated").contains("entries of server \"server-1\"");
    }

    @Test
    void callsItAuthenticUnderTheServersFingerprint() {
        assertThat(verify("--fingerprint", key.fingerprint())).isZero();
        assertThat(said()).startsWith("authentic through entry ");
    }

    @Test
    void callsItAuthenticUnderTheServersKey() throws IOException {
        var pem = Files.writeString(
                directory.resolve("key.pem"),
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(key.publicKey())));

        assertThat(verify("--key", pem.toString())).isZero();
        assertThat(said()).startsWith("authentic through entry ");
    }

    @Test
    void refusesAnotherServersKey() {
        assertThat(verify("--fingerprint", CheckpointKey.generate().fingerprint()))
                .isEqualTo(1);
        assertThat(said()).startsWith("broken at entry ").contains("another key");
    }

    @Test
    void namesTheFirstBrokenEntry() throws IOException {
        Files.writeString(file, Files.readString(file).replace("192.0.2.1", "192.0.2.9"));

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).startsWith("broken at entry 1: ");
    }

    @Test
    void noticesThatTheEndWasCutOff() throws IOException {
        var kept = Files.writeString(directory.resolve("checkpoint"), checkpoint);
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, 20));

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("has no end");
        assertThat(verify("--checkpoint", kept.toString())).isEqualTo(1);
        assertThat(said()).contains("entries are missing");
    }

    private int verify(String... options) {
        output.reset();
        var arguments = new String[options.length + 1];
        arguments[0] = file.toString();
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new CommandLine(new LedgerVerifyCommand(output)).execute(arguments);
    }

    private String said() {
        return output.toString(UTF_8);
    }
}

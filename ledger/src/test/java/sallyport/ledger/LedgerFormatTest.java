// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static sallyport.ledger.TestLedgers.CLOCK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.testkit.GoldenFiles;

/** A ledger written today is read by every later version: its bytes are in a golden file, one entry of each type. */
class LedgerFormatTest {
    /** A key for this test alone, so that its signatures stay the same. */
    private static final String PRIVATE_KEY = "MC4CAQAwBQYDK2VwBCIEIGLGG9x0AJ0YOYOayl66/YoeHt3scLXr+vQLrbYpFlJ9";

    private static final String PUBLIC_KEY = "MCowBQYDK2VwAyEA/HGYvCmZwTH8gCU4IWBFqlL77r2atvYLxO+RCPDntLM=";

    private static final Instant NOW = CLOCK.instant();

    private static final List<LedgerEvent> EVENTS = List.of(
            new LedgerEvent.ServerStarted("0.1.0", "123456789012", "us-east-1"),
            new LedgerEvent.ApiIntent(TestLedgers.call("StartSession")),
            new LedgerEvent.ApiOutcome(
                    2, LedgerEvent.Result.SUCCEEDED, "", "", Details.of(Map.of("sessionId", "admin-1", "count", 7))),
            new LedgerEvent.ApiCall(
                    TestLedgers.call("DescribeSessions"),
                    LedgerEvent.Result.DENIED,
                    "AccessDeniedException",
                    "not for \u00e9ve \u202e \ud800"),
            new LedgerEvent.Unauthenticated("192.0.2.7", "MissingAuthenticationToken", 3, NOW, NOW.plusSeconds(5)),
            new LedgerEvent.ChannelOpened("admin-1", "client", "192.0.2.1", "1.2.9999.0"),
            new LedgerEvent.ChannelRefused("admin-1", "192.0.2.7", "the token was used"),
            new LedgerEvent.SessionEnded(
                    "admin-1",
                    "i-0123456789abcdef0",
                    "arn:aws:iam::123456789012:user/admin",
                    "SSM-SessionManagerRunShell",
                    NOW,
                    "Exited",
                    "The program on the node ended."),
            new LedgerEvent.NodeConnected("i-0123456789abcdef0", "192.0.2.2", "3.3.9999.0"),
            new LedgerEvent.NodeDisconnected("i-0123456789abcdef0", "deregistered"),
            new LedgerEvent.AdministratorReset("root", "gateway-1"),
            new LedgerEvent.TailRecovered(17, "0".repeat(64)),
            new LedgerEvent.ServerStopped("SIGTERM"));

    @Test
    void keepsTheBytesOfEveryKindOfEntry(@TempDir Path directory) throws IOException, GeneralSecurityException {
        Path file = directory.resolve("ledger");
        CheckpointKey key = CheckpointKey.of(
                Base64.getDecoder().decode(PRIVATE_KEY), Base64.getDecoder().decode(PUBLIC_KEY));
        try (Ledger ledger = TestLedgers.open(file, key)) {
            for (LedgerEvent event : EVENTS) {
                ledger.append(event);
            }
        }
        GoldenFiles.assertMatches("ledger.jsonl", Files.readString(file, US_ASCII));
        assertThat(TestLedgers.events(file).subList(0, EVENTS.size())).isEqualTo(EVENTS);
        assertThat(TestLedgers.verify(file, Expectations.none().withKey(key.fingerprint())))
                .isInstanceOf(Verdict.Authentic.class);
    }

    @Test
    void hasEveryKindOfEventInTheGoldenFile() {
        assertThat(LedgerEvent.class.getPermittedSubclasses())
                .allMatch(type -> type == LedgerEvent.Checkpointed.class // made by the ledger when it is closed
                        || EVENTS.stream().anyMatch(type::isInstance));
        assertThat(Arrays.stream(LedgerEvent.class.getPermittedSubclasses())).hasSize(EVENTS.size() + 1);
    }
}

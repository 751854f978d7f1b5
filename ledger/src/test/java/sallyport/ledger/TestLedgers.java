// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events and ledgers for the tests of this package. */
final class TestLedgers {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T18:00:00.123Z"));
    static final String SERVER = "server-1";

    /** No checkpoint but the one at close, and any disk is large enough. */
    static final LedgerLimits QUIET = new LedgerLimits(Duration.ofDays(1), 1L << 40, 0);

    private TestLedgers() {}

    static Ledger open(Path file, CheckpointKey key) throws IOException {
        return Ledger.open(file, key, SERVER, CLOCK, QUIET);
    }

    static LedgerEvent event(int number) {
        return new LedgerEvent.NodeConnected("mi-%017x".formatted(number), "192.0.2.1", "3.3.9999.0");
    }

    static LedgerEvent.Call call(String operation) {
        return new LedgerEvent.Call(
                new LedgerEvent.Caller(
                        "IAMUser",
                        "arn:aws:iam::123456789012:user/admin",
                        "AIDAEXAMPLE",
                        "123456789012",
                        "AKIAEXAMPLE"),
                "ssm",
                operation,
                "7a62c49f-347e-4fc4-9331-6e8e7a96aa73",
                "192.0.2.1",
                "aws-cli/2",
                List.of("arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0"),
                Details.of(Map.of("target", "i-0123456789abcdef0")));
    }

    /** A closed ledger of so many events and a checkpoint. */
    static byte[] closed(Path directory, CheckpointKey key, int events) throws IOException {
        Path file = directory.resolve("ledger-of-" + events);
        try (Ledger ledger = open(file, key)) {
            for (int i = 1; i <= events; i++) {
                ledger.append(event(i));
            }
        }
        return Files.readAllBytes(file);
    }

    static Verdict verify(byte[] ledger, Expectations expectations) throws IOException {
        return LedgerVerifier.verify(new ByteArrayInputStream(ledger), expectations);
    }

    static Verdict verify(Path ledger, Expectations expectations) throws IOException {
        try (InputStream in = Files.newInputStream(ledger)) {
            return LedgerVerifier.verify(in, expectations);
        }
    }

    static List<LedgerEvent> events(Path ledger) throws IOException {
        List<LedgerEvent> events = new ArrayList<>();
        try (InputStream in = Files.newInputStream(ledger)) {
            LedgerReader reader = new LedgerReader(in);
            while (reader.next() instanceof LedgerReader.Step.Read(LedgerEntry entry)) {
                events.add(entry.event().orElseThrow());
            }
        }
        return events;
    }
}

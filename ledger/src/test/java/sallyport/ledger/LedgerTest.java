// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sallyport.ledger.TestLedgers.CLOCK;
import static sallyport.ledger.TestLedgers.QUIET;
import static sallyport.ledger.TestLedgers.SERVER;
import static sallyport.ledger.TestLedgers.event;
import static sallyport.ledger.TestLedgers.events;
import static sallyport.ledger.TestLedgers.open;
import static sallyport.ledger.TestLedgers.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class LedgerTest {
    private final CheckpointKey key = CheckpointKey.generate();

    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasAppendedInOrder() throws IOException {
        Path file = directory.resolve("ledger");
        LedgerEvent intent = new LedgerEvent.ApiIntent(TestLedgers.call("StartSession"));
        try (Ledger ledger = open(file, key)) {
            assertThat(ledger.append(event(1)).sequence()).isEqualTo(1);
            Receipt receipt = ledger.append(intent);
            assertThat(receipt).isEqualTo(new Receipt(2, CLOCK.instant()));
            ledger.append(succeeded(receipt));
        }
        assertThat(events(file).subList(0, 3))
                .containsExactly(event(1), intent, succeeded(new Receipt(2, Instant.EPOCH)));
        assertThat(events(file).get(3)).isInstanceOf(LedgerEvent.Checkpointed.class);
    }

    private static LedgerEvent succeeded(Receipt intent) {
        return new LedgerEvent.ApiOutcome(
                intent.sequence(), LedgerEvent.Result.SUCCEEDED, "", "", Details.of(Map.of("sessionId", "admin-1")));
    }

    @Test
    void hasAnEventOnDiskBeforeItAnswers() throws IOException {
        Path file = directory.resolve("ledger");
        try (Ledger ledger = open(file, key)) {
            ledger.append(event(1));
            assertThat(events(file)).containsExactly(event(1));
        }
    }

    @Test
    void continuesTheChainWhenOpenedAgain() throws IOException {
        Path file = directory.resolve("ledger");
        for (int run = 1; run <= 3; run++) {
            try (Ledger ledger = open(file, key)) {
                assertThat(ledger.opening()).isEqualTo(new Ledger.Opening(2 * (run - 1), 0, 0));
                ledger.append(event(run));
            }
        }
        assertThat(verify(file, Expectations.none().withKey(key.fingerprint())))
                .isInstanceOfSatisfying(
                        Verdict.Authentic.class,
                        v -> assertThat(v.chain().entries()).isEqualTo(6));
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        Path file = directory.resolve("ledger");
        open(file, key).close();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void takesBackPermissionsThatWereWidened() throws IOException {
        Path file = directory.resolve("ledger");
        open(file, key).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        open(file, key).close();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void cannotBeOpenedTwice() throws IOException {
        Path file = directory.resolve("ledger");
        try (Ledger _ = open(file, key)) {
            assertThatThrownBy(() -> open(file, key))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("already open");
        }
        open(file, key).close();
    }

    @Test
    void refusesAppendsOnceClosed() throws IOException {
        Ledger ledger = open(directory.resolve("ledger"), key);
        ledger.close();
        assertThatThrownBy(() -> ledger.append(event(1)))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger is closed");
    }

    @Test
    void refusesAnEventLongerThanAnEntryAndGoesOn() throws IOException {
        try (Ledger ledger = open(directory.resolve("ledger"), key)) {
            LedgerEvent huge = new LedgerEvent.ServerStopped("x".repeat(EntryCodec.MAX_EVENT_BYTES));
            assertThatThrownBy(() -> ledger.append(huge)).isInstanceOf(LedgerException.class);
            assertThat(ledger.append(event(1)).sequence()).isEqualTo(1);
        }
    }

    @Test
    void appendsWhatAnInterruptedThreadHadBegunAndStaysInterrupted() throws IOException {
        try (Ledger ledger = open(directory.resolve("ledger"), key)) {
            Thread.currentThread().interrupt();
            assertThat(ledger.append(event(1)).sequence()).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void continuesOnlyALedgerSignedWithItsKey() throws IOException {
        Path file = directory.resolve("ledger");
        try (Ledger ledger = open(file, key)) {
            ledger.append(event(1));
        }
        assertThatThrownBy(() -> open(file, CheckpointKey.generate()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(key.fingerprint());
    }

    @Test
    void continuesOnlyALedgerOfItsOwnServer() throws IOException {
        Path file = directory.resolve("ledger");
        try (Ledger ledger = open(file, key)) {
            ledger.append(event(1));
        }
        assertThatThrownBy(() -> Ledger.open(file, key, "server-2", CLOCK, QUIET))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("belongs to server \"" + SERVER + "\"");
    }

    @Test
    void saysWhenTheReserveOfSpaceIsTouched() throws IOException {
        LedgerLimits all = new LedgerLimits(Duration.ofDays(1), 1 << 20, Long.MAX_VALUE);
        try (Ledger ledger = Ledger.open(directory.resolve("greedy"), key, SERVER, CLOCK, all)) {
            assertThat(ledger.spaceLow()).isTrue();
            assertThat(ledger.append(event(1)).sequence()).isEqualTo(1);
        }
        try (Ledger ledger = open(directory.resolve("modest"), key)) {
            assertThat(ledger.spaceLow()).isFalse();
        }
    }

    @Test
    void signsItselfAfterTheIntervalAndOnlyWhenThereIsSomethingNew() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
        InstantSource clock = now::get;
        LedgerLimits limits = new LedgerLimits(Duration.ofMinutes(10), 1 << 20, 0);
        Path file = directory.resolve("ledger");
        try (Ledger ledger = Ledger.open(file, key, SERVER, clock, limits)) {
            ledger.append(event(1));
            assertThat(ledger.checkpoint()).isEmpty();
            now.set(now.get().plus(Duration.ofMinutes(10)));
            Awaitility.await().until(() -> ledger.checkpoint().isPresent());
            assertThat(ledger.checkpoint().orElseThrow().sequence()).isEqualTo(1);
            now.set(now.get().plus(Duration.ofMinutes(10)));
        }
        assertThat(events(file)).hasSize(2);
    }

    @Test
    void signsItselfAfterSoManyBytes() throws IOException {
        LedgerLimits limits = new LedgerLimits(Duration.ofDays(1), 1000, 0);
        Path file = directory.resolve("ledger");
        try (Ledger ledger = Ledger.open(file, key, SERVER, CLOCK, limits)) {
            for (int i = 0; i < 20; i++) {
                ledger.append(event(i));
            }
        }
        assertThat(events(file).stream().filter(LedgerEvent.Checkpointed.class::isInstance))
                .hasSizeBetween(5, 10);
    }

    @Test
    void countsUnauthenticatedRequestsPerMinute() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
        Path file = directory.resolve("ledger");
        try (Ledger ledger = Ledger.open(file, key, SERVER, now::get, QUIET)) {
            ledger.unauthenticated("192.0.2.7", "MissingAuthenticationToken");
            now.set(now.get().plusSeconds(59));
            ledger.unauthenticated("192.0.2.7", "MissingAuthenticationToken");
            now.set(now.get().plusSeconds(1));
            Awaitility.await().until(() -> !events(file).isEmpty());
            ledger.unauthenticated("192.0.2.7", "MissingAuthenticationToken");
        }
        assertThat(events(file).subList(0, 2))
                .containsExactly(
                        new LedgerEvent.Unauthenticated(
                                "192.0.2.7",
                                "MissingAuthenticationToken",
                                2,
                                CLOCK.instant(),
                                CLOCK.instant().plusSeconds(59)),
                        new LedgerEvent.Unauthenticated(
                                "192.0.2.7", "MissingAuthenticationToken", 1, now.get(), now.get()));
    }

    @Test
    void lets64ThreadsAppendAtLeast2000EventsPerSecond() throws Exception {
        int threads = 64;
        int eachAppends = 100;
        Path file = directory.resolve("ledger");
        CountDownLatch done = new CountDownLatch(threads);
        try (Ledger ledger = open(file, key)) {
            Instant start = InstantSource.system().instant();
            for (int t = 0; t < threads; t++) {
                Thread.ofVirtual().start(() -> {
                    try {
                        for (int i = 0; i < eachAppends; i++) {
                            ledger.append(event(i));
                        }
                        done.countDown();
                    } catch (LedgerException e) {
                        throw new AssertionError(e);
                    }
                });
            }
            done.await();
            Duration took = Duration.between(start, InstantSource.system().instant());
            assertThat(threads * eachAppends * 1000L / took.toMillis())
                    .as("appends per second")
                    .isGreaterThan(2000);
        }
        assertThat(verify(file, Expectations.none().withKey(key.fingerprint())))
                .isInstanceOfSatisfying(
                        Verdict.Authentic.class,
                        v -> assertThat(v.chain().entries()).isEqualTo(threads * eachAppends + 1));
    }

    @Test
    void closesIntentsOfTheLastRunAsUnknown() throws IOException {
        Path file = directory.resolve("ledger");
        byte[] atCrash;
        try (Ledger ledger = open(file, key)) {
            Receipt first = ledger.append(new LedgerEvent.ApiIntent(TestLedgers.call("StartSession")));
            ledger.append(new LedgerEvent.ApiIntent(TestLedgers.call("CreateActivation")));
            ledger.append(succeeded(first));
            atCrash = Files.readAllBytes(file);
        }
        Files.write(file, atCrash, StandardOpenOption.TRUNCATE_EXISTING);

        try (Ledger ledger = open(file, key)) {
            assertThat(ledger.opening()).isEqualTo(new Ledger.Opening(3, 0, 1));
        }
        assertThat(events(file).get(3)).isInstanceOfSatisfying(LedgerEvent.ApiOutcome.class, outcome -> {
            assertThat(outcome.intent()).isEqualTo(2);
            assertThat(outcome.result()).isEqualTo(LedgerEvent.Result.UNKNOWN);
        });
        try (Ledger ledger = open(file, key)) {
            assertThat(ledger.opening().unknownOutcomes()).isZero();
        }
    }

    @Test
    void remembersOpenIntentsAcrossACheckpoint() throws IOException {
        Path file = directory.resolve("ledger");
        try (Ledger ledger = open(file, key)) {
            ledger.append(new LedgerEvent.ApiIntent(TestLedgers.call("StartSession")));
        }
        assertThat(events(file).getLast())
                .isInstanceOfSatisfying(
                        LedgerEvent.Checkpointed.class,
                        c -> assertThat(c.openIntents()).isEqualTo(List.of(1L)));
        try (Ledger ledger = open(file, key)) {
            assertThat(ledger.opening()).isEqualTo(new Ledger.Opening(2, 0, 1));
        }
    }
}

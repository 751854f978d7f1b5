// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sallyport.ledger.TestLedgers.CLOCK;
import static sallyport.ledger.TestLedgers.QUIET;
import static sallyport.ledger.TestLedgers.SERVER;
import static sallyport.ledger.TestLedgers.event;
import static sallyport.ledger.TestLedgers.events;
import static sallyport.ledger.TestLedgers.open;
import static sallyport.ledger.TestLedgers.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.testkit.LeakCheck;

/** Disks that fail, processes that die, files that were cut. */
@ExtendWith(LeakCheck.class)
class LedgerFailureTest {
    private final CheckpointKey key = CheckpointKey.generate();

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = directory.resolve("ledger");
    }

    private FaultyFile faultyFile() throws IOException {
        return new FaultyFile(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Test
    void allowsNothingMoreAfterAFailedWriteEvenIfTheDiskRecovers() throws IOException {
        FaultyFile disk = faultyFile();
        Ledger ledger = new Ledger(file, disk, key, SERVER, CLOCK, QUIET);
        ledger.append(event(1));
        disk.failNextWriteAfterBytes = 17;

        assertThatThrownBy(() -> ledger.append(event(2)))
                .isInstanceOf(LedgerException.class)
                .hasRootCauseMessage("No space left on device");
        assertThatThrownBy(() -> ledger.append(event(3))).isInstanceOf(LedgerException.class);
        assertThatThrownBy(ledger::close).isInstanceOf(LedgerException.class);

        try (Ledger again = open(file, key)) {
            assertThat(again.opening()).isEqualTo(new Ledger.Opening(1, 17, 0));
            again.append(event(4));
        }
        assertThat(events(file).subList(0, 3).stream().map(Object::getClass).map(Class::getSimpleName))
                .containsExactly("NodeConnected", "TailRecovered", "NodeConnected");
        assertThat(verify(file, Expectations.none().withKey(key.fingerprint()))).isInstanceOf(Verdict.Authentic.class);
    }

    @Test
    void allowsNothingMoreAfterAFailedFsync() throws IOException {
        FaultyFile disk = faultyFile();
        Ledger ledger = new Ledger(file, disk, key, SERVER, CLOCK, QUIET);
        disk.failNextForce = true;
        assertThatThrownBy(() -> ledger.append(event(1)))
                .isInstanceOf(LedgerException.class)
                .hasRootCauseMessage("Input/output error");
        assertThatThrownBy(() -> ledger.append(event(2))).isInstanceOf(LedgerException.class);
        assertThatThrownBy(ledger::close).isInstanceOf(LedgerException.class);
    }

    @Test
    void failsEveryAppendThatWaitsWhenTheDiskFails() throws Exception {
        FaultyFile disk = faultyFile();
        Ledger ledger = new Ledger(file, disk, key, SERVER, CLOCK, QUIET);
        int threads = 64;
        CountDownLatch done = new CountDownLatch(threads);
        ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        for (int t = 0; t < threads; t++) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        acknowledged.add(ledger.append(event(0)).sequence());
                        if (acknowledged.size() == 500) {
                            disk.failNextWriteAfterBytes = 300;
                        }
                    }
                } catch (LedgerException e) {
                    done.countDown();
                }
            });
        }
        done.await();
        assertThatThrownBy(ledger::close).isInstanceOf(LedgerException.class);
        assertThat(events(file))
                .as("whatever was acknowledged is there")
                .hasSizeGreaterThanOrEqualTo(acknowledged.size());
        assertThat(acknowledged).doesNotHaveDuplicates();
    }

    @Test
    void recoversFromARecordTornAtAnyByteAndSaysSo() throws IOException {
        byte[] whole = TestLedgers.closed(directory, key, 2);
        int beforeLast = new String(whole, 0, whole.length - 1, US_ASCII).lastIndexOf('\n') + 1;
        for (int length = beforeLast + 1; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (Ledger ledger = open(file, key)) {
                assertThat(ledger.opening()).isEqualTo(new Ledger.Opening(2, length - beforeLast, 0));
            }
            assertThat(events(file).get(2))
                    .isEqualTo(new LedgerEvent.TailRecovered(
                            length - beforeLast, EntryCodec.sha256(whole, beforeLast, length - beforeLast)));
            assertThat(verify(file, Expectations.none().withKey(key.fingerprint())))
                    .isInstanceOf(Verdict.Authentic.class);
        }
    }

    @Test
    void doesNotContinueADamagedLedger() throws IOException {
        byte[] damaged = TestLedgers.closed(directory, key, 5);
        damaged[damaged.length - 40] ^= 1;
        Files.write(file, damaged);
        assertThatThrownBy(() -> open(file, key))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("broken at entry 6");
        assertThat(Files.readAllBytes(file)).as("the evidence is untouched").isEqualTo(damaged);
    }

    @Test
    void startsFromTheLastCheckpointHoweverFarBack() throws IOException {
        LedgerEvent large = new LedgerEvent.ServerStopped("x".repeat(900_000));
        try (Ledger ledger = open(file, key)) {
            ledger.append(event(1));
        }
        byte[] atCrash;
        try (Ledger ledger = open(file, key)) {
            for (int i = 0; i < 12; i++) {
                ledger.append(large);
            }
            atCrash = Files.readAllBytes(file);
        }
        Files.write(file, atCrash);
        try (Ledger ledger = open(file, key)) {
            assertThat(ledger.opening()).isEqualTo(new Ledger.Opening(14, 0, 0));
            ledger.append(event(2));
        }
        assertThat(verify(file, Expectations.none().withKey(key.fingerprint()))).isInstanceOf(Verdict.Authentic.class);
    }

    /** The child appends from many threads and prints the number of each entry once it is acknowledged. */
    @Test
    void keepsEveryAcknowledgedEntryWhenTheProcessIsKilled() throws Exception {
        long most = 0;
        for (int round = 0; round < 3; round++) {
            Process child = child(List.of());
            long acknowledged = 0;
            try (BufferedReader out = child.inputReader()) {
                for (int i = 0; i < 300; i++) {
                    acknowledged = Math.max(acknowledged, Long.parseLong(out.readLine()));
                }
                assertThat(child.toHandle().destroyForcibly())
                        .as("SIGKILL is sent")
                        .isTrue();
                String line = out.readLine();
                while (line != null) {
                    acknowledged = Math.max(acknowledged, Long.parseLong(line));
                    line = out.readLine();
                }
            }
            assertThat(child.waitFor()).isEqualTo(128 + 9);
            try (Ledger ledger = open(file, LedgerChild.key(directory))) {
                assertThat(ledger.opening().entries()).isGreaterThanOrEqualTo(acknowledged);
            }
            assertThat(acknowledged).isGreaterThan(most);
            most = acknowledged;
            assertThat(verify(
                            file,
                            Expectations.none()
                                    .withKey(LedgerChild.key(directory).fingerprint())))
                    .isInstanceOf(Verdict.Authentic.class);
        }
    }

    /** The kernel refuses writes beyond the limit, as it does when a disk is full; no privilege is needed for it. */
    @Test
    void refusesAndRecoversWhenTheKernelTakesNoMoreBytes() throws Exception {
        Process child = child(List.of("sh", "-c", "ulimit -f 20; exec \"$@\"", "sh"));
        List<String> printed = new ArrayList<>();
        try (BufferedReader out = child.inputReader()) {
            out.lines().forEach(printed::add);
        }
        assertThat(child.waitFor()).as("the exit code for a LedgerException").isEqualTo(LedgerChild.REFUSED);
        assertThat(printed).isNotEmpty();
        try (Ledger ledger = open(file, LedgerChild.key(directory))) {
            assertThat(ledger.opening().entries()).isGreaterThanOrEqualTo(printed.size());
            ledger.append(event(1));
        }
        assertThat(verify(
                        file,
                        Expectations.none().withKey(LedgerChild.key(directory).fingerprint())))
                .isInstanceOf(Verdict.Authentic.class);
    }

    private Process child(List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path") + ":" + System.getProperty("jdk.module.path", ""),
                LedgerChild.class.getName(),
                directory.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}

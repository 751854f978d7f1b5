// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sallyport.ledger.TestLedgers.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerVerifierTest {
    private final CheckpointKey key = CheckpointKey.generate();
    private final Expectations withKey = Expectations.none().withKey(key.fingerprint());

    @TempDir
    Path directory;

    /** Entries 1 to 5 are events, 6 is the checkpoint of a clean end. */
    private byte[] ledger = {};

    private List<byte[]> lines = List.of();

    @BeforeEach
    void writeLedger() throws IOException {
        ledger = TestLedgers.closed(directory, key, 5);
        lines = lines(ledger);
        assertThat(lines).hasSize(6);
    }

    @Test
    void callsAnUntouchedLedgerAuthenticToWhoeverKnowsTheKey() throws IOException {
        assertThat(verify(ledger, withKey)).isEqualTo(new Verdict.Authentic(chain(6, 5)));
    }

    @Test
    void callsItConsistentToWhoeverKnowsNothing() throws IOException {
        assertThat(verify(ledger, Expectations.none())).isEqualTo(new Verdict.Consistent(chain(6, 0)));
    }

    @Test
    void takesTheFingerprintInUpperCaseAndWithColons() throws IOException {
        String shown = key.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        assertThat(verify(ledger, Expectations.none().withKey(shown))).isInstanceOf(Verdict.Authentic.class);
    }

    @Test
    void callsALedgerWithoutCheckpointsConsistentEvenToWhoeverKnowsTheKey() throws IOException {
        assertThat(verify(joined(lines.subList(0, 5)), withKey)).isEqualTo(new Verdict.Consistent(chain(5, 0)));
    }

    @Test
    void callsAnEmptyLedgerConsistent() throws IOException {
        assertThat(verify(new byte[0], withKey))
                .isEqualTo(new Verdict.Consistent(new Verdict.Chain("", 0, LedgerEntry.NO_PREVIOUS, 0)));
    }

    @Test
    void namesTheEntryOfEveryByteThatIsFlipped() throws IOException {
        int at = 0;
        for (int entry = 1; entry <= lines.size(); entry++) {
            for (int i = 0; i < lines.get(entry - 1).length; i++, at++) {
                for (int bit : new int[] {0x01, 0x20, 0x80}) {
                    byte[] altered = ledger.clone();
                    altered[at] ^= (byte) bit;
                    assertThat(named(verify(altered, Expectations.none())))
                            .as("byte %d, bit %x, which is in entry %d", at, bit, entry)
                            .isEqualTo(entry);
                }
            }
        }
    }

    private static long named(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Broken(long entry, String _) -> entry;
            case Verdict.TornTail(var _, long entry, long _) -> entry;
            default -> throw new AssertionError("found nothing: " + verdict);
        };
    }

    @Test
    void namesTheEntryThatWasDropped() throws IOException {
        for (int dropped = 1; dropped <= 5; dropped++) {
            List<byte[]> rest = new ArrayList<>(lines);
            rest.remove(dropped - 1);
            assertThat(verify(joined(rest), Expectations.none()))
                    .isEqualTo(new Verdict.Broken(dropped, "entry " + (dropped + 1) + " stands in its place"));
        }
    }

    @Test
    void namesTheFirstOfTwoEntriesThatChangedPlaces() throws IOException {
        List<byte[]> swapped = new ArrayList<>(lines);
        swapped.set(1, lines.get(2));
        swapped.set(2, lines.get(1));
        assertThat(verify(joined(swapped), withKey)).isEqualTo(new Verdict.Broken(2, "entry 3 stands in its place"));
    }

    @Test
    void namesTheEntryThatStandsTwice() throws IOException {
        List<byte[]> doubled = new ArrayList<>(lines);
        doubled.add(3, lines.get(2));
        assertThat(verify(joined(doubled), withKey)).isEqualTo(new Verdict.Broken(4, "entry 3 stands in its place"));
    }

    @Test
    void namesTheEntryAfterOneThatWasWrittenAnew() throws IOException {
        LedgerEntry second = EntryCodec.read(lines.get(1), lines.get(1).length - 1);
        List<byte[]> forged = new ArrayList<>(lines);
        forged.set(
                1,
                EntryCodec.line(
                        EntryCodec.encode(TestLedgers.event(99)),
                        second.at(),
                        second.previous(),
                        2,
                        TestLedgers.SERVER));
        assertThat(verify(joined(forged), Expectations.none()))
                .isEqualTo(new Verdict.Broken(3, "it does not continue entry 2 as that stands here"));
    }

    @Test
    void doesNotCallALedgerAuthenticThatSomeoneElseWroteFromTheFirstEntryOn() throws IOException {
        CheckpointKey forger = CheckpointKey.generate();
        Files.createDirectory(directory.resolve("forger"));
        byte[] forged = TestLedgers.closed(directory.resolve("forger"), forger, 5);
        assertThat(verify(forged, Expectations.none())).isInstanceOf(Verdict.Consistent.class);
        assertThat(verify(forged, withKey))
                .isEqualTo(new Verdict.Broken(6, "it is a checkpoint signed by another key, " + forger.fingerprint()));
    }

    @Test
    void refusesACheckpointWhoseSignatureIsOfSomethingElse() throws IOException {
        Checkpoint genuine = checkpoint();
        Checkpoint later = new Checkpoint(
                genuine.server(),
                genuine.sequence(),
                genuine.hash(),
                genuine.at().plusSeconds(1),
                genuine.publicKey(),
                genuine.signature());
        assertThat(verify(withLast(later), withKey))
                .isEqualTo(new Verdict.Broken(6, "it is a checkpoint whose signature is wrong"));
    }

    @Test
    void refusesACheckpointTakenElsewhereInTheChain() throws IOException {
        Checkpoint ofTheThird = Checkpoint.sign(key, TestLedgers.SERVER, 3, hash(3), Instant.EPOCH);
        assertThat(verify(withLast(ofTheThird), withKey))
                .isEqualTo(new Verdict.Broken(6, "it is a checkpoint of something other than the entry before it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!"})
    void refusesACheckpointWhoseKeyIsNone(String publicKey) throws IOException {
        Checkpoint genuine = checkpoint();
        Checkpoint keyless = new Checkpoint(
                genuine.server(), genuine.sequence(), genuine.hash(), genuine.at(), publicKey, genuine.signature());
        assertThat(verify(withLast(keyless), Expectations.none()))
                .isEqualTo(new Verdict.Broken(6, "it is a checkpoint whose signature is wrong"));
    }

    @Test
    void missesEntriesAfterACheckpointThatWasKeptElsewhere() throws IOException {
        Checkpoint known = Checkpoint.parse(checkpoint().export());
        for (int kept = 0; kept < 5; kept++) {
            assertThat(verify(joined(lines.subList(0, kept)), withKey.withCheckpoint(known)))
                    .isInstanceOfSatisfying(Verdict.Missing.class, missing -> {
                        assertThat(missing.known()).isEqualTo(known);
                        assertThat(missing.chain().entries()).isLessThan(5);
                    });
        }
    }

    @Test
    void missesThemEvenWhenTheCutLeftHalfARecord() throws IOException {
        byte[] cut = Arrays.copyOf(ledger, lines.get(0).length + 20);
        assertThat(verify(cut, Expectations.none().withCheckpoint(checkpoint())))
                .isInstanceOf(Verdict.Missing.class);
    }

    @Test
    void isSatisfiedByACheckpointKeptElsewhereWithoutAKey() throws IOException {
        assertThat(verify(ledger, Expectations.none().withCheckpoint(checkpoint())))
                .isEqualTo(new Verdict.Authentic(chain(6, 5)));
    }

    @Test
    void noticesThatTheEntryOfAKnownCheckpointIsAnother() throws IOException {
        Checkpoint ofAnother = Checkpoint.sign(key, TestLedgers.SERVER, 3, "0".repeat(64), Instant.EPOCH);
        assertThat(verify(ledger, Expectations.none().withCheckpoint(ofAnother)))
                .isEqualTo(new Verdict.Broken(3, "it is not the entry of which a known checkpoint was taken"));
    }

    @Test
    void callsARecordWithoutEndATornTail() throws IOException {
        int whole = ledger.length - lines.get(5).length;
        for (int length = whole + 1; length < ledger.length; length++) {
            assertThat(verify(Arrays.copyOf(ledger, length), withKey))
                    .isEqualTo(new Verdict.TornTail(chain(5, 0), 6, length - whole));
        }
    }

    @Test
    void readsEventsOfTypesItDoesNotKnow() throws IOException {
        byte[] future = EntryCodec.line(
                "{\"colour\":\"blue\",\"type\":\"Invented2030\"}".getBytes(US_ASCII),
                Instant.EPOCH,
                LedgerEntry.NO_PREVIOUS,
                1,
                "s");
        assertThat(verify(future, Expectations.none())).isInstanceOf(Verdict.Consistent.class);
        assertThat(EntryCodec.read(future, future.length - 1).event()).isEmpty();
    }

    @Test
    void saysThatAnExportedCheckpointIsNone() {
        for (String wrong : List.of("", "{}", "null", "[1]", "{\"server\":1}", "hello")) {
            assertThatThrownBy(() -> Checkpoint.parse(wrong)).isInstanceOf(IOException.class);
        }
    }

    private Checkpoint checkpoint() throws IOException {
        LedgerEntry last = EntryCodec.read(lines.get(5), lines.get(5).length - 1);
        return ((LedgerEvent.Checkpointed) last.event().orElseThrow()).checkpoint();
    }

    /** The ledger with another checkpoint, otherwise well made, as its last entry. */
    private byte[] withLast(Checkpoint checkpoint) throws IOException {
        List<byte[]> changed = new ArrayList<>(lines.subList(0, 5));
        LedgerEvent event = new LedgerEvent.Checkpointed(checkpoint, List.of());
        changed.add(EntryCodec.line(EntryCodec.encode(event), Instant.EPOCH, hash(5), 6, TestLedgers.SERVER));
        return joined(changed);
    }

    private Verdict.Chain chain(int entries, long authenticThrough) {
        return new Verdict.Chain(TestLedgers.SERVER, entries, hash(entries), authenticThrough);
    }

    private String hash(int entry) {
        return EntryCodec.hash(lines.get(entry - 1));
    }

    private static List<byte[]> lines(byte[] ledger) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < ledger.length; i++) {
            if (ledger[i] == '\n') {
                lines.add(Arrays.copyOfRange(ledger, start, i + 1));
                start = i + 1;
            }
        }
        return lines;
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        lines.forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}

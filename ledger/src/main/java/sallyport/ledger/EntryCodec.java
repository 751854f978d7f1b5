// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The line format, both ways.
 *
 * <pre>
 * {"entry":   9 bytes
 * {…}         the entry, the bytes that are hashed
 * ,"hash":"   9 bytes
 * 64 hex      SHA-256 of the entry
 * "}          2 bytes
 * </pre>
 */
final class EntryCodec {
    /** A line beyond this is damage. */
    static final int MAX_LINE_BYTES = 1 << 20;

    /** What fits into such a line beside the envelope; a longer event is refused at append. */
    static final int MAX_EVENT_BYTES = MAX_LINE_BYTES - 1024;

    /*
     * Keys are sorted and everything beyond ASCII is escaped: two writers give the same bytes for the same event, a
     * lone surrogate in a request cannot make an append fail, and no terminal is fooled by what a caller sent.
     */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final byte[] BEFORE_ENTRY = "{\"entry\":".getBytes(US_ASCII);
    private static final byte[] BEFORE_HASH = ",\"hash\":\"".getBytes(US_ASCII);
    private static final byte[] AFTER_HASH = "\"}".getBytes(US_ASCII);
    private static final int HASH_LENGTH = 64;
    private static final int AFTER_ENTRY_LENGTH = BEFORE_HASH.length + HASH_LENGTH + AFTER_HASH.length;

    private EntryCodec() {}

    private record Envelope(Instant at, ObjectNode event, String previous, long sequence, String server) {}

    static byte[] encode(LedgerEvent event) {
        return MAPPER.writerFor(LedgerEvent.class).writeValueAsBytes(event);
    }

    /** A line with its LF. */
    static byte[] line(byte[] event, Instant at, String previous, long sequence, String server) {
        byte[] entry = concat(
                ("{\"at\":\"" + at + "\",\"event\":").getBytes(US_ASCII),
                event,
                (",\"previous\":\"" + previous + "\",\"sequence\":" + sequence + ",\"server\":\"" + server + "\"}")
                        .getBytes(US_ASCII));
        byte[] hash = sha256(entry, 0, entry.length).getBytes(US_ASCII);
        return concat(BEFORE_ENTRY, entry, BEFORE_HASH, hash, AFTER_HASH, new byte[] {'\n'});
    }

    /** The hash that a line, with its LF, states. */
    static String hash(byte[] line) {
        return new String(line, line.length - 1 - AFTER_HASH.length - HASH_LENGTH, HASH_LENGTH, US_ASCII);
    }

    /**
     * Reads a line without its LF and confirms its hash; says nothing about its place in the chain.
     *
     * @throws IOException with a message that says what is wrong with this line alone
     */
    static LedgerEntry read(byte[] line, int length) throws IOException {
        int entryEnd = length - AFTER_ENTRY_LENGTH;
        if (entryEnd < BEFORE_ENTRY.length
                || !matches(line, 0, BEFORE_ENTRY)
                || !matches(line, entryEnd, BEFORE_HASH)
                || !matches(line, length - AFTER_HASH.length, AFTER_HASH)) {
            throw new IOException("it does not have the form of a ledger entry");
        }
        String stated = new String(line, entryEnd + BEFORE_HASH.length, HASH_LENGTH, US_ASCII);
        if (!stated.equals(sha256(line, BEFORE_ENTRY.length, entryEnd - BEFORE_ENTRY.length))) {
            throw new IOException("its content does not match its hash");
        }
        Envelope envelope = readEnvelope(line, BEFORE_ENTRY.length, entryEnd - BEFORE_ENTRY.length);
        return new LedgerEntry(
                envelope.sequence(), envelope.at(), envelope.server(), envelope.previous(), stated, envelope.event());
    }

    private static Envelope readEnvelope(byte[] line, int offset, int length) throws IOException {
        Envelope envelope;
        try {
            envelope = MAPPER.readerFor(Envelope.class).readValue(line, offset, length);
        } catch (JacksonException e) {
            throw new IOException("its content is not the JSON of an entry", e);
        }
        if (envelope == null
                || envelope.at() == null
                || envelope.event() == null
                || envelope.previous() == null
                || envelope.server() == null) {
            throw new IOException("a member of the entry is missing");
        }
        return envelope;
    }

    static String sha256(byte[] bytes, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, offset, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static boolean matches(byte[] bytes, int offset, byte[] expected) {
        return Arrays.equals(bytes, offset, offset + expected.length, expected, 0, expected.length);
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import tools.jackson.core.JacksonException;

/**
 * A signed statement: the entry {@code sequence} of the ledger of {@code server} has this {@code hash}, and so has
 * everything before it. Others can hold it, as the line of JSON that {@link #export} gives, and compare later.
 *
 * @param publicKey DER SubjectPublicKeyInfo, base64
 * @param signature Ed25519, base64
 */
public record Checkpoint(String server, long sequence, String hash, Instant at, String publicKey, String signature) {
    /** Keeps a signature of the key over anything else from passing for a checkpoint. */
    private static final String PURPOSE = "sallyport ledger checkpoint 1";

    private static final String NOT_EXPORTED = "this is not an exported checkpoint";

    public Checkpoint {
        Objects.requireNonNull(server);
        Objects.requireNonNull(hash);
        Objects.requireNonNull(at);
        Objects.requireNonNull(publicKey);
        Objects.requireNonNull(signature);
    }

    static Checkpoint sign(CheckpointKey key, String server, long sequence, String hash, Instant at) {
        Base64.Encoder base64 = Base64.getEncoder();
        return new Checkpoint(
                server,
                sequence,
                hash,
                at,
                base64.encodeToString(key.publicKey()),
                base64.encodeToString(key.sign(signed(server, sequence, hash, at))));
    }

    /** Reads what {@link #export} gave. */
    public static Checkpoint parse(String exported) throws IOException {
        Checkpoint checkpoint;
        try {
            checkpoint = EntryCodec.MAPPER.readValue(exported, Checkpoint.class);
        } catch (JacksonException e) {
            throw new IOException(NOT_EXPORTED, e);
        }
        if (checkpoint == null) { // from "null"
            throw new IOException(NOT_EXPORTED);
        }
        return checkpoint;
    }

    /** One line of JSON. */
    public String export() {
        return EntryCodec.MAPPER.writeValueAsString(this);
    }

    /** Whether the key it carries signed it; that this is the right key is for {@link #fingerprint} to show. */
    boolean isSigned() {
        return CheckpointKey.verifies(decoded(publicKey), signed(server, sequence, hash, at), decoded(signature));
    }

    /** Of the key it carries. */
    public String fingerprint() {
        return CheckpointKey.fingerprint(decoded(publicKey));
    }

    /** No bytes, which are neither a key nor a signature, for what is not base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] signed(String server, long sequence, String hash, Instant at) {
        return String.join("\n", PURPOSE, server, Long.toString(sequence), hash, at.toString(), "")
                .getBytes(UTF_8);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * One message of a control or data channel, with a payload that has been checked against its digest or is about to get one.
 *
 * <p>The frame takes the payload array over without a copy, as tunnels build one frame per read: whoever hands an array in or
 * takes it out must not change it afterwards. Equality is by content.
 *
 * @param createdMillis milliseconds since 1970; a resent frame keeps the first value
 * @param sequence place in its direction of the stream from 0; 0 in frames outside the stream
 * @param flags {@link #SYN} and {@link #FIN} bits; receivers never look at them
 * @param id random; a resent frame keeps it
 */
@SuppressWarnings(
        "ArrayRecordComponent") // equality is by content below, and a copy per frame would halve a tunnel's speed
public record Frame(
        MessageType type,
        long createdMillis,
        long sequence,
        long flags,
        UUID id,
        PayloadType payloadType,
        byte[] payload) {

    /** Set by agents on the first frame of their stream, and together with {@link #FIN} on acknowledgements. */
    public static final long SYN = 1;
    /** Never set on stream frames by official ends. */
    public static final long FIN = 2;

    public Frame {
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
        Objects.requireNonNull(payloadType);
        Objects.requireNonNull(payload);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame that
                && type == that.type
                && createdMillis == that.createdMillis
                && sequence == that.sequence
                && flags == that.flags
                && id.equals(that.id)
                && payloadType == that.payloadType
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, sequence, id);
    }

    /** Everything but the payload, of which only the length is told: payloads never reach a log. */
    @Override
    public String toString() {
        return "Frame[%s %s sequence=%d flags=%d id=%s created=%d payload=%d bytes]"
                .formatted(type.wireName(), payloadType, sequence, flags, id, createdMillis, payload.length);
    }
}

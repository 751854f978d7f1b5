// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import java.util.Optional;
import java.util.UUID;

/**
 * What the relay knows of a frame without touching its payload.
 *
 * @param typeName the message type as sent, padding removed, control characters shown as {@code ?}
 * @param type the type, or empty if this version does not know the name
 * @param payloadTypeCode a {@link PayloadType#code}, or any other number
 * @param payloadOffset bytes from the start of the message to the payload
 * @param payloadLength bytes that really follow, equal to the length the header claims
 */
public record FrameHeader(
        String typeName,
        Optional<MessageType> type,
        long createdMillis,
        long sequence,
        long flags,
        UUID id,
        int payloadTypeCode,
        int payloadOffset,
        int payloadLength) {

    /** The payload's type, or empty if this version does not know the number. */
    public Optional<PayloadType> payloadType() {
        return PayloadType.of(payloadTypeCode);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

/**
 * Where the fields of a frame lie. All numbers are big-endian, all offsets count from the first byte of the WebSocket message.
 *
 * <pre>
 * offset length field           encoding                            allowed
 *      0      4 header length   uint32: bytes before payload length 116 is written; more moves only the payload
 *      4     32 message type    UTF-8, right padded with spaces     NUL padding is accepted too; not blank
 *     36      4 schema version  uint32                              1 is written; never checked
 *     40      8 created         uint64, milliseconds since 1970     not 0, except start/pause_publication
 *     48      8 sequence        int64                               from 0 per direction of the stream
 *     56      8 flags           uint64, bit 0 SYN, bit 1 FIN        any
 *     64      8 id, low half    last 8 bytes of the UUID            any
 *     72      8 id, high half   first 8 bytes of the UUID           any
 *     80     32 digest          SHA-256 of the payload as sent      checked unless the payload is empty
 *    112      4 payload type    uint32                              {@link PayloadType}
 *    116      4 payload length  uint32                              exactly the bytes that follow the header
 *    120      n payload         bytes                               to the end of the message
 * </pre>
 *
 * <p>Source: {@code docs/protocol/frame.md}.
 */
final class FrameLayout {
    static final int HEADER_LENGTH_AT = 0;
    static final int TYPE_AT = 4;
    static final int TYPE_LENGTH = 32;
    static final int SCHEMA_VERSION_AT = 36;
    static final int CREATED_AT = 40;
    static final int SEQUENCE_AT = 48;
    static final int FLAGS_AT = 56;
    /** Least significant half first: the halves of the UUID are swapped on the wire. */
    static final int ID_LOW_AT = 64;

    static final int ID_HIGH_AT = 72;
    static final int DIGEST_AT = 80;
    static final int DIGEST_LENGTH = 32;
    static final int PAYLOAD_TYPE_AT = 112;
    static final int PAYLOAD_LENGTH_AT = 116;

    /** The header length every known end writes: the bytes before the payload length field. */
    static final int HEADER_LENGTH = 116;
    /** Bytes of the payload length field, which the header length does not count. */
    static final int PAYLOAD_LENGTH_SIZE = 4;

    static final int PAYLOAD_AT = HEADER_LENGTH + PAYLOAD_LENGTH_SIZE;
    static final int SCHEMA_VERSION = 1;

    private FrameLayout() {}
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the payload of a stream frame is, by its number in the header.
 *
 * <p>Source: {@code docs/protocol/frame.md#payload-types}.
 */
public enum PayloadType {
    /** Frames outside the stream: acknowledgements and control messages. */
    UNSET(0),
    /** Terminal, command or port bytes, both ways. */
    OUTPUT(1),
    /** Reserved by AWS, never seen on the wire. */
    ERROR(2),
    /** Terminal size as JSON, client to agent. */
    SIZE(3),
    /** Reserved by AWS, never seen on the wire. */
    PARAMETER(4),
    HANDSHAKE_REQUEST(5),
    HANDSHAKE_RESPONSE(6),
    HANDSHAKE_COMPLETE(7),
    ENC_CHALLENGE_REQUEST(8),
    ENC_CHALLENGE_RESPONSE(9),
    /** Four bytes, big-endian: see {@code sallyport.wire.message.FlagValue}. */
    FLAG(10),
    /** Standard error of a command whose outputs are kept apart. */
    STD_ERR(11),
    /** Exit code of a command as text. */
    EXIT_CODE(12);

    private static final List<Optional<PayloadType>> BY_CODE =
            Arrays.stream(values()).map(Optional::of).toList();

    private final int code;

    PayloadType(int code) {
        this.code = code;
    }

    /** The number in the header. */
    public int code() {
        return code;
    }

    /** The type with this number, or empty for a number this version does not know. */
    public static Optional<PayloadType> of(int code) {
        // INVARIANT: codes are 0, 1, 2 … in order of declaration (PayloadTypeTest).
        return code >= 0 && code < BY_CODE.size() ? BY_CODE.get(code) : Optional.empty();
    }
}

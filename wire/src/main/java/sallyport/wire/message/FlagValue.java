// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Payload of {@code FLAG} frames, used by Port sessions only: four bytes, big-endian.
 *
 * <p>COMPAT: the official client writes flag bytes into the tunnel in basic and stdio mode, so an agent sends none there.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#flags}.
 */
public enum FlagValue {
    /** Client to agent, one connection at a time: the local connection was closed. */
    DISCONNECT_TO_PORT(1),
    /** Client to agent: end the session. */
    TERMINATE_SESSION(2),
    /** Agent to client, multiplexed: the target did not take the connection. */
    CONNECT_TO_PORT_ERROR(3);

    private final int code;

    FlagValue(int code) {
        this.code = code;
    }

    public byte[] payload() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(code).array();
    }

    /** The flag in this payload, or empty if it has another length or an unknown number. */
    public static Optional<FlagValue> of(byte[] payload) {
        if (payload.length != Integer.BYTES) {
            return Optional.empty();
        }
        int code = ByteBuffer.wrap(payload).getInt();
        return Arrays.stream(values()).filter(flag -> flag.code == code).findFirst();
    }
}

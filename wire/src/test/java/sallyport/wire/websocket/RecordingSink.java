// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down what a decoder delivers, one line per call. */
final class RecordingSink implements WebSocketDecoder.Sink {
    final List<String> calls = new ArrayList<>();

    @Override
    public void text(String message) {
        calls.add("text " + message);
    }

    @Override
    public void binary(ByteBuffer message) {
        calls.add("binary " + hex(message));
    }

    @Override
    public void ping(ByteBuffer payload) {
        calls.add("ping " + hex(payload));
    }

    @Override
    public void pong(ByteBuffer payload) {
        calls.add("pong " + hex(payload));
    }

    @Override
    public void close(int code, String reason) {
        calls.add("close %d %s".formatted(code, reason));
    }

    static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }
}

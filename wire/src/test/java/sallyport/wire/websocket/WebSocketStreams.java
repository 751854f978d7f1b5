// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Makes streams of good frames, some fragmented, some with control frames inside a message. */
final class WebSocketStreams {
    private WebSocketStreams() {}

    static byte[] random(Random random, Role receiver, int messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < messages; i++) {
            switch (random.nextInt(5)) {
                case 0 -> frame(out, random, receiver, Opcode.PING, bytes(random, 20), true);
                case 1 -> frame(out, random, receiver, Opcode.TEXT, text(random), true);
                case 2 -> {
                    byte[] text = text(random);
                    int cut = random.nextInt(text.length + 1);
                    frame(out, random, receiver, Opcode.TEXT, Arrays.copyOf(text, cut), false);
                    frame(out, random, receiver, Opcode.PONG, bytes(random, 3), true);
                    byte[] rest = Arrays.copyOfRange(text, cut, text.length);
                    frame(out, random, receiver, Opcode.CONTINUATION, rest, true);
                }
                case 3 -> frame(out, random, receiver, Opcode.BINARY, bytes(random, 300), true);
                default -> {
                    if (random.nextInt(8) == 0) {
                        byte[] close = WebSocketEncoder.closePayload(1000 + random.nextInt(16), "bye");
                        frame(out, random, receiver, Opcode.CLOSE, close, true);
                    }
                }
            }
        }
        frame(out, random, receiver, Opcode.PONG, bytes(random, 3), true);
        return out.toByteArray();
    }

    private static byte[] text(Random random) {
        return "aé世😀".repeat(random.nextInt(20)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Random random, int bound) {
        byte[] bytes = new byte[random.nextInt(bound)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void frame(
            ByteArrayOutputStream out, Random random, Role receiver, Opcode opcode, byte[] payload, boolean last) {
        byte[] frame = receiver == Role.SERVER
                ? WebSocketEncoder.maskedFrame(opcode, ByteBuffer.wrap(payload), random.nextInt())
                : WebSocketEncoder.frame(opcode, ByteBuffer.wrap(payload));
        if (!last) {
            frame[0] &= 0x7f; // our encoder never fragments
        }
        out.writeBytes(frame);
    }
}

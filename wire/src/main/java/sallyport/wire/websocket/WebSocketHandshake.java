// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** The two values of the opening handshake that are computed (RFC 6455 §4). */
public final class WebSocketHandshake {
    /** The only version there is, for {@code Sec-WebSocket-Version}. */
    public static final String VERSION = "13";

    /** RFC 6455 §1.3: appended to the key, so that only a WebSocket server can answer. */
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int KEY_BYTES = 16;

    private WebSocketHandshake() {}

    /** A fresh {@code Sec-WebSocket-Key}. */
    public static String newKey(RandomGenerator random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** The {@code Sec-WebSocket-Accept} that answers this key. */
    public static String acceptFor(String key) {
        byte[] answer = sha1().digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(answer);
    }

    /** Whether this is a well-formed {@code Sec-WebSocket-Key}: base64 of 16 bytes. */
    public static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}

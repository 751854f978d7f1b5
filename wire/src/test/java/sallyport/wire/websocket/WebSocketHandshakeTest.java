// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WebSocketHandshakeTest {
    /** The example of RFC 6455 §1.3. */
    @Test
    void answersTheKeyOfTheStandard() {
        assertThat(WebSocketHandshake.acceptFor("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void makesKeysOfSixteenBytes() {
        Random random = new Random(1);
        String key = WebSocketHandshake.newKey(random);

        assertThat(WebSocketHandshake.isKey(key)).isTrue();
        assertThat(WebSocketHandshake.newKey(random)).isNotEqualTo(key);
        assertThat(WebSocketHandshake.isKey("c2hvcnQ=")).isFalse();
        assertThat(WebSocketHandshake.isKey("?")).isFalse();
    }
}

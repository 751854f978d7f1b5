// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import java.io.IOException;

/** The peer broke RFC 6455 or a limit of this end: send a close frame with {@link #closeCode} and drop the connection. */
public final class WebSocketProtocolException extends IOException {
    private final int closeCode;

    private WebSocketProtocolException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    static WebSocketProtocolException protocolError(String message) {
        return new WebSocketProtocolException(CloseCode.PROTOCOL_ERROR, message);
    }

    static WebSocketProtocolException invalidText() {
        return new WebSocketProtocolException(CloseCode.INVALID_TEXT, "a text is not valid UTF-8");
    }

    static WebSocketProtocolException tooBig(long bytes, int limitBytes) {
        return new WebSocketProtocolException(
                CloseCode.TOO_BIG,
                "a message has at least %s bytes, the limit is %d".formatted(Long.toUnsignedString(bytes), limitBytes));
    }

    /** The code for the close frame, 1002, 1007 or 1009. */
    public int closeCode() {
        return closeCode;
    }
}

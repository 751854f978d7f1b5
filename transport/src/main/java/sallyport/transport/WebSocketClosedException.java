// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;

/** The peer ended the connection with a close frame. */
public final class WebSocketClosedException extends IOException {
    private final int code;

    WebSocketClosedException(int code, String reason) {
        super("the server closed the connection with code " + code + (reason.isEmpty() ? "" : ": " + reason));
        this.code = code;
    }

    /** A code of {@link sallyport.wire.websocket.CloseCode}. */
    public int code() {
        return code;
    }
}

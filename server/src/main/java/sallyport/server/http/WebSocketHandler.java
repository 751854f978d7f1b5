// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

/**
 * Receives what happens on one WebSocket. Every method is called on the socket's event loop and must not block; {@link
 * #opened} comes first, {@link #closed} last and exactly once.
 */
public interface WebSocketHandler {
    void opened(WebSocket socket);

    /** A whole text message. */
    void text(WebSocket socket, String text);

    /**
     * A whole binary message.
     *
     * @param message borrowed until this method returns; {@link BinaryMessage#retain} to keep it
     */
    void binary(WebSocket socket, BinaryMessage message);

    /** The socket, which was not {@linkplain WebSocket#writable() writable}, is so again. */
    void writable(WebSocket socket);

    /** The connection is gone. Code 1006 when it ended without a close frame. */
    void closed(WebSocket socket, int code, String reason);
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

/** The decision about one request for a WebSocket. */
public sealed interface Upgrade {
    /**
     * The socket opens.
     *
     * @param affinity sockets accepted with the same non-empty affinity share one event loop
     * @param maxMessageBytes a longer message closes the socket with code 1009
     */
    record Accept(WebSocketHandler handler, String affinity, int maxMessageBytes) implements Upgrade {}

    /** The request is answered like any other. */
    record Refuse(HttpResponse response) implements Upgrade {}
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import sallyport.server.http.WebSocket;
import sallyport.server.session.Side;

/** What a relay tells of its session. Called on the session's event loop; nothing here blocks. */
interface SessionEvents {
    /** The user did something. */
    void input();

    void connected(Side side);

    void disconnected(Side side);

    /** The agent has told how the program ended; may come more than once. */
    void exitCode(int code);

    /** The program has ended with this code, and its agent has said all it had to say and left. */
    void exited(int code);

    /** An end sent what no working end sends; its connection is being closed. {@code why} may quote the frame's type. */
    void badFrame(Side side, WebSocket socket, String why);

    /** The relay is closed for good. */
    void closed();
}

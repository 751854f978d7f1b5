// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import sallyport.server.session.Side;

/** What a relay tells of its session. Called on the session's event loop; nothing here blocks. */
interface SessionEvents {
    /** The user did something. */
    void input();

    void connected(Side side);

    void disconnected(Side side);

    /** The relay is closed for good. */
    void closed();
}

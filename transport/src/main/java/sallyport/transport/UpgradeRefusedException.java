// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;

/** The server answered a WebSocket upgrade with something else. */
public final class UpgradeRefusedException extends IOException {
    private final int status;

    UpgradeRefusedException(int status) {
        super("the server refused the connection with HTTP status " + status);
        this.status = status;
    }

    /** The HTTP status it sent instead of 101. */
    public int status() {
        return status;
    }
}

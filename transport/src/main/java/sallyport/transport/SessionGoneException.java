// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;

/** The server has ended this channel for good: dialling again is pointless. */
public final class SessionGoneException extends IOException {
    /** @param message what the user is told */
    public SessionGoneException(String message) {
        super(message);
    }
}

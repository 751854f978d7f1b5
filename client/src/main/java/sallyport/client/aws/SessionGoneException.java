// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.io.IOException;

/** The session cannot be resumed because it has ended. */
public final class SessionGoneException extends IOException {
    SessionGoneException(String sessionId) {
        super("session \"%s\" has ended".formatted(sessionId));
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.net.URI;

/**
 * The right to open one data channel, as StartSession and ResumeSession grant it.
 *
 * @param token good for one opening, soon
 * @param streamUrl where to open it, with the session's id in the path
 */
public record SessionTicket(String sessionId, String token, URI streamUrl) {
    /** Without the token. */
    @Override
    public String toString() {
        return "SessionTicket[sessionId=%s streamUrl=%s]".formatted(sessionId, streamUrl);
    }
}

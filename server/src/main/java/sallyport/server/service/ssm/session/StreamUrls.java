// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import java.net.URI;
import sallyport.server.session.SessionId;

/**
 * Where clients find a session's data channel. Clients dial it as it is, so it is made from the configured public URL and
 * never from what a request claims.
 */
public record StreamUrls(URI publicUrl) {
    /** The StreamUrl of a session. */
    String of(SessionId session) {
        return "wss://" + publicUrl.getRawAuthority() + "/v1/data-channel/" + session + "?role=publish_subscribe";
    }
}

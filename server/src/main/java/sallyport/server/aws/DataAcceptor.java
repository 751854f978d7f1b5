// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.Optional;
import sallyport.server.http.HttpRequest;
import sallyport.server.http.Upgrade;
import sallyport.server.identity.Caller;

/** Takes a data channel. Who may use it is for its first frame's token to say; a signer, if there is one, must fit as well. */
@FunctionalInterface
public interface DataAcceptor {
    /** The session id is as it stood in the path: it may be of no session, or of no possible one. */
    Upgrade accept(String sessionId, Optional<Caller> signer, HttpRequest request);
}

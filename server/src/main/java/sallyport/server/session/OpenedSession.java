// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import sallyport.server.keys.Secret;

/** A session and the token with which its client may connect once, within the token's lifetime. */
public record OpenedSession(Session session, Secret clientToken) {}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.time.Instant;
import sallyport.server.keys.Secret;

/** Credentials that expire, as they are handed out: the only moment at which secret and token are in the clear. */
public record TemporaryCredentials(String accessKeyId, Secret secretAccessKey, Secret sessionToken, Instant expires) {}

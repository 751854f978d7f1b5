// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import sallyport.server.keys.Secret;

/** A permanent access key, as it is handed out: the only moment at which its secret is in the clear. */
public record NewAccessKey(Principal.User user, String accessKeyId, Secret secretAccessKey) {}

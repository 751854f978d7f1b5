// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.util.Optional;
import sallyport.server.identity.AccessKey;

/** Finds the key a request says it was signed with. */
@FunctionalInterface
public interface AccessKeys {
    Optional<AccessKey> find(String accessKeyId);

    /** Told of every good signature; must be quick, as it is part of every request. */
    default void used(AccessKey key, String service, String region) {}
}

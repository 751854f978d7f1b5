// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import java.util.Optional;
import sallyport.server.aws.AccessKeys;
import sallyport.server.iam.credential.UserKeys;
import sallyport.server.identity.AccessKey;
import sallyport.server.identity.Credentials;

/** The keys callers sign with, as the front door sees them; what it tells of their use goes to IAM. */
record StoredAccessKeys(Credentials credentials, UserKeys ofUsers) implements AccessKeys {

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return credentials.find(accessKeyId);
    }

    @Override
    public void used(AccessKey key, String service, String region) {
        if (key.expires().isEmpty()) {
            ofUsers.used(key.accessKeyId(), service, region);
        }
    }
}

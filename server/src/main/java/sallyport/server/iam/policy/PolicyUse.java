// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.policy;

import java.util.Map;

/** A managed policy with its tags and by how many it is used: attached, and as permissions boundary. */
public record PolicyUse(ManagedPolicy policy, Map<String, String> tags, long attachments, long boundaries) {
    public PolicyUse {
        tags = Map.copyOf(tags);
    }
}

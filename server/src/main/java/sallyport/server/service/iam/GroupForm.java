// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.time.Instant;
import sallyport.server.iam.Group;

/** A group as IAM's API writes it. */
public record GroupForm(String path, String groupName, String groupId, String arn, Instant createDate) {
    public static GroupForm of(Group group) {
        return new GroupForm(
                group.path(), group.name(), group.groupId(), group.arn().toString(), group.created());
    }
}

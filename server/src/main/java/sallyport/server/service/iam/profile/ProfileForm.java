// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.profile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sallyport.server.iam.role.InstanceProfile;
import sallyport.server.service.iam.RoleForm;
import sallyport.server.service.iam.Tag;

/** An instance profile as IAM's API writes it. */
record ProfileForm(
        String path,
        String instanceProfileName,
        String instanceProfileId,
        String arn,
        Instant createDate,
        List<RoleForm> roles,
        Optional<List<Tag>> tags) {

    /** With everything. */
    static ProfileForm of(InstanceProfile profile) {
        return form(profile, Optional.of(Tag.of(profile.tags())));
    }

    /** As an element of a list, without tags. */
    static ProfileForm listed(InstanceProfile profile) {
        return form(profile, Optional.empty());
    }

    private static ProfileForm form(InstanceProfile profile, Optional<List<Tag>> tags) {
        return new ProfileForm(
                profile.path(),
                profile.name(),
                profile.profileId(),
                profile.arn().toString(),
                profile.created(),
                profile.role().stream().map(RoleForm::listed).toList(),
                tags);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sallyport.server.iam.User;

/** A user as IAM's API writes it. Lists show neither tags nor boundary. */
public record UserForm(
        String path,
        String userName,
        String userId,
        String arn,
        Instant createDate,
        Optional<Instant> passwordLastUsed,
        Optional<Boundary> permissionsBoundary,
        Optional<List<Tag>> tags) {

    /** A permissions boundary: the managed policy with that ARN. */
    public record Boundary(String permissionsBoundaryType, String permissionsBoundaryArn) {
        public static Boundary of(String arn) {
            return new Boundary("Policy", arn);
        }
    }

    /** With everything. */
    public static UserForm of(User user) {
        Optional<List<Tag>> tags = Optional.of(Tag.of(user.tags())).filter(list -> !list.isEmpty());
        return form(user, user.boundary().map(Boundary::of), tags);
    }

    /** As an element of a list. */
    public static UserForm listed(User user) {
        return form(user, Optional.empty(), Optional.empty());
    }

    private static UserForm form(User user, Optional<Boundary> boundary, Optional<List<Tag>> tags) {
        return new UserForm(
                user.path(),
                user.name(),
                user.userId(),
                user.arn().toString(),
                user.created(),
                user.passwordLastUsed(),
                boundary,
                tags);
    }
}

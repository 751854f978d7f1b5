// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What temporary credentials carry besides whose they are: fixed when they are issued.
 *
 * @param issued aws:TokenIssueTime
 * @param expires the moment from which they are worth nothing
 * @param carried what was given with them
 */
public record SessionContext(Instant issued, Instant expires, Carried carried) {

    /**
     * What is given when credentials are asked for.
     *
     * @param mfa when a code of an MFA device was given for these very credentials; empty if none was
     * @param policies what limits them further; empty if nothing does
     * @param tags of the session; they come before those of the role
     * @param transitiveTags keys of the tags that go on to roles assumed from here
     * @param sourceIdentity who is behind it, as said at the first role; goes on to roles assumed from here
     * @param provider ARN of the identity provider that vouched for whoever assumed the role
     * @param origin the permanent key it all began with; empty where there was none
     */
    public record Carried(
            Optional<Instant> mfa,
            Policies policies,
            Map<String, String> tags,
            Set<String> transitiveTags,
            Optional<String> sourceIdentity,
            Optional<String> provider,
            Optional<String> origin) {

        /** Nothing at all. */
        public static final Carried NOTHING = new Carried(
                Optional.empty(),
                Policies.NONE,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public Carried {
            tags = Map.copyOf(tags);
            transitiveTags = Set.copyOf(transitiveTags);
        }
    }

    /**
     * Session policies.
     *
     * @param inline JSON; empty if none was given
     * @param arns of managed policies, as they are at the time of a request
     */
    public record Policies(Optional<String> inline, List<String> arns) {
        public static final Policies NONE = new Policies(Optional.empty(), List.of());

        public Policies {
            arns = List.copyOf(arns);
        }
    }
}

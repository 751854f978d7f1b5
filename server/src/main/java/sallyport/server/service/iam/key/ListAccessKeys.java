// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.UserKeys;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Lists the access keys of a user, the oldest first; without a name, of the one who calls. */
public final class ListAccessKeys extends IamOperation<ListAccessKeys.Request, UserTarget, ListAccessKeys.Response> {
    /** Whose, and how many at a time. */
    public record Request(Optional<String> userName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<Metadata> accessKeyMetadata, boolean isTruncated, Optional<String> marker) {}

    /** A key without its secret. */
    public record Metadata(String userName, String accessKeyId, String status, Instant createDate) {}

    private final UserTargets targets;
    private final UserKeys keys;
    private final Paging paging;

    ListAccessKeys(UserTargets targets, UserKeys keys, Paging paging) {
        super("ListAccessKeys", Request.class, READS);
        this.targets = targets;
        this.keys = keys;
        this.paging = paging;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        String userName = target.user().name();
        Paging.Page<UserKeys.Key> page = paging.page(
                List.of(name(), target.user().userId()),
                keys.of(target.user()),
                key -> key.created().toEpochMilli() + key.accessKeyId(),
                new Paging.Wanted(request.marker(), request.maxItems()));
        List<Metadata> shown = page.items().stream()
                .map(key -> new Metadata(userName, key.accessKeyId(), KeyStatus.of(key.active()), key.created()))
                .toList();
        return new Response(shown, page.isTruncated(), page.marker());
    }
}

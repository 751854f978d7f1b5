// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.key;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.iam.credential.UserKeys;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Shows when an access key was used last, and what for. */
public final class GetAccessKeyLastUsed
        extends IamOperation<GetAccessKeyLastUsed.Request, GetAccessKeyLastUsed.Found, GetAccessKeyLastUsed.Response> {
    /** Which key. */
    public record Request(String accessKeyId) {}

    /** Whose it is, and its last use. */
    public record Response(String userName, LastUsed accessKeyLastUsed) {}

    /** A use; without a moment if there was none. */
    public record LastUsed(Optional<Instant> lastUsedDate, String serviceName, String region) {}

    /** The key, and whose it is. */
    public record Found(Optional<UserKeys.Key> key, Optional<User> user) {}

    private static final String NEVER = "N/A";

    private final UserTargets targets;
    private final Users users;
    private final UserKeys keys;

    GetAccessKeyLastUsed(UserTargets targets, Users users, UserKeys keys) {
        super("GetAccessKeyLastUsed", Request.class, READS);
        this.targets = targets;
        this.users = users;
        this.keys = keys;
    }

    @Override
    public Plan<GetAccessKeyLastUsed.Found> plan(Request request, Caller caller) {
        Optional<UserKeys.Key> key = keys.find(request.accessKeyId());
        Optional<User> user = key.flatMap(known -> users.findById(known.userId()));
        String owner = user.map(User::name).orElse("*");
        return new Plan<>(targets.check(action(), new UserTarget(owner, user), Map.of()), new Found(key, user));
    }

    @Override
    protected Response carryOut(Request request, GetAccessKeyLastUsed.Found target, Call call) {
        UserKeys.Key key = target.key().orElseThrow(() -> IamErrors.noSuchKey(request.accessKeyId()));
        User user = target.user().orElseThrow(() -> IamErrors.noSuchKey(request.accessKeyId()));
        return new Response(
                user.name(),
                key.lastUse()
                        .map(use -> new LastUsed(Optional.of(use.at()), use.service(), use.region()))
                        .orElse(new LastUsed(Optional.empty(), NEVER, NEVER)));
    }
}

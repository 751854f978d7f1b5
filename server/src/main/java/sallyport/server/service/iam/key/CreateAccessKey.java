// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.key;

import java.time.Instant;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.UserKeys;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Makes an access key of a user; without a name, of the one who calls. Its secret is shown this once. */
public final class CreateAccessKey extends IamOperation<CreateAccessKey.Request, UserTarget, CreateAccessKey.Response> {
    /** Whose. */
    public record Request(Optional<String> userName) {}

    /** The key. */
    public record Response(NewKey accessKey) {}

    /** The key and its secret. */
    public record NewKey(
            String userName, String accessKeyId, String status, String secretAccessKey, Instant createDate) {}

    private final UserTargets targets;
    private final UserKeys keys;

    CreateAccessKey(UserTargets targets, UserKeys keys) {
        super("CreateAccessKey", Request.class, CHANGES);
        this.targets = targets;
        this.keys = keys;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        UserKeys.NewKey made = keys.create(target.user());
        return new Response(new NewKey(
                target.user().name(),
                made.key().accessKeyId(),
                KeyStatus.of(made.key().active()),
                made.secretAccessKey().value(),
                made.key().created()));
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;

/** Tells callers who they are. Needs no permission, even where a policy denies it. */
public final class GetCallerIdentity implements Operation<Nothing, Nothing, GetCallerIdentity.Response> {
    /** Who the caller is. */
    public record Response(String userId, String account, String arn) {}

    @Override
    public String name() {
        return "GetCallerIdentity";
    }

    @Override
    public Class<Nothing> input() {
        return Nothing.class;
    }

    @Override
    public boolean mutates() {
        return false;
    }

    @Override
    public Plan<Nothing> plan(Nothing request, Caller caller) {
        return Plan.of(Requirement.none());
    }

    @Override
    public Response handle(Nothing request, Nothing resolved, Call call) {
        Caller caller = call.caller();
        return new Response(
                caller.userId(), caller.account().digits(), caller.arn().toString());
    }
}

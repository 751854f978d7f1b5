// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;

/** Tells the account of a key, which is this one or none. */
public final class GetAccessKeyInfo implements Operation<GetAccessKeyInfo.Request, Nothing, GetAccessKeyInfo.Response> {
    /** A key. */
    public record Request(String accessKeyId) {}

    /** The account. */
    public record Response(String account) {}

    private final Home home;
    private final Credentials credentials;

    GetAccessKeyInfo(Home home, Credentials credentials) {
        this.home = home;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return "GetAccessKeyInfo";
    }

    @Override
    public Class<Request> input() {
        return Request.class;
    }

    @Override
    public boolean mutates() {
        return false;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of("sts:GetAccessKeyInfo", home.arn("sts", "*")));
    }

    @Override
    public Response handle(Request request, Nothing resolved, Call call) {
        return credentials
                .find(request.accessKeyId())
                .map(_ -> new Response(home.account().digits()))
                .orElseThrow(StsErrors::noAccountOfKey);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Makes a device a user's, who shows with two codes in a row that it is in their hands. */
public final class EnableMFADevice extends IamOperation<EnableMFADevice.Request, UserTarget, Nothing> {
    /** Whose, which device, and its codes. */
    public record Request(
            String userName, String serialNumber, String authenticationCode1, String authenticationCode2) {}

    private final UserTargets targets;
    private final MfaDevices devices;

    EnableMFADevice(UserTargets targets, MfaDevices devices) {
        super("EnableMFADevice", Request.class, CHANGES);
        this.targets = targets;
        this.devices = devices;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.userName());
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        devices.enable(
                target.user(), request.serialNumber(), request.authenticationCode1(), request.authenticationCode2());
        return Nothing.NOTHING;
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Takes a device away from a user; without a name, from the one who calls. It goes on to exist. */
public final class DeactivateMFADevice extends IamOperation<DeactivateMFADevice.Request, UserTarget, Nothing> {
    /** Whose, and which device. */
    public record Request(Optional<String> userName, String serialNumber) {}

    private final UserTargets targets;
    private final MfaDevices devices;

    DeactivateMFADevice(UserTargets targets, MfaDevices devices) {
        super("DeactivateMFADevice", Request.class, CHANGES);
        this.targets = targets;
        this.devices = devices;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Nothing carryOut(Request request, UserTarget target, Call call) {
        devices.deactivate(target.user(), request.serialNumber());
        return Nothing.NOTHING;
    }
}

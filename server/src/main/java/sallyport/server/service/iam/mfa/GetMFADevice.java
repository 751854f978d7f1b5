// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.time.Instant;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevice;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Shows a device of a user; without a name, of the one who calls. */
public final class GetMFADevice extends IamOperation<GetMFADevice.Request, UserTarget, GetMFADevice.Response> {
    /** Whose, and which. */
    public record Request(String serialNumber, Optional<String> userName) {}

    /** The device. */
    public record Response(Optional<String> userName, String serialNumber, Optional<Instant> enableDate) {}

    private final UserTargets targets;
    private final MfaDevices devices;

    GetMFADevice(UserTargets targets, MfaDevices devices) {
        super("GetMFADevice", Request.class, READS);
        this.targets = targets;
        this.devices = devices;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        MfaDevice device = devices.of(target.user()).stream()
                .filter(own -> own.serial().equals(request.serialNumber()))
                .findFirst()
                .orElseThrow(() -> IamErrors.noSuchDevice(request.serialNumber()));
        return new Response(Optional.of(target.user().name()), device.serial(), device.enabled());
    }
}

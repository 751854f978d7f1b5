// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.util.List;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Tag;

/** Removes tags of a device. */
public final class UntagMFADevice extends IamOperation<UntagMFADevice.Request, DeviceTargets.Target, Nothing> {
    /** Which tags of which device. */
    public record Request(String serialNumber, List<String> tagKeys) {}

    private final DeviceTargets targets;
    private final MfaDevices devices;

    UntagMFADevice(DeviceTargets targets, MfaDevices devices) {
        super("UntagMFADevice", Request.class, CHANGES);
        this.targets = targets;
        this.devices = devices;
    }

    @Override
    public Plan<DeviceTargets.Target> plan(Request request, Caller caller) {
        return targets.plan(action(), request.serialNumber(), Tag.keysContext(request.tagKeys()));
    }

    @Override
    protected Nothing carryOut(Request request, DeviceTargets.Target target, Call call) {
        devices.untag(target.device().serial(), request.tagKeys());
        return Nothing.NOTHING;
    }
}

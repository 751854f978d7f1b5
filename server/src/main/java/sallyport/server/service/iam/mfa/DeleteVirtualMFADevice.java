// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.util.Map;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;

/** Deletes a device that is nobody's. */
public final class DeleteVirtualMFADevice
        extends IamOperation<DeleteVirtualMFADevice.Request, DeviceTargets.Target, Nothing> {
    /** Which device. */
    public record Request(String serialNumber) {}

    private final DeviceTargets targets;
    private final MfaDevices devices;

    DeleteVirtualMFADevice(DeviceTargets targets, MfaDevices devices) {
        super("DeleteVirtualMFADevice", Request.class, CHANGES);
        this.targets = targets;
        this.devices = devices;
    }

    @Override
    public Plan<DeviceTargets.Target> plan(Request request, Caller caller) {
        return targets.plan(action(), request.serialNumber(), Map.of());
    }

    @Override
    protected Nothing carryOut(Request request, DeviceTargets.Target target, Call call) {
        devices.delete(target.device().serial());
        return Nothing.NOTHING;
    }
}

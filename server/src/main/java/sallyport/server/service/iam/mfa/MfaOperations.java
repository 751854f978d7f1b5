// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.iam.Iam;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserTargets;

/** The operations on virtual MFA devices that there are. */
public final class MfaOperations {
    private MfaOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Iam iam, Paging paging) {
        UserTargets users = new UserTargets(home, iam.users());
        MfaDevices devices = iam.mfaDevices();
        DeviceTargets targets = new DeviceTargets(home, devices);
        return List.of(
                new CreateVirtualMFADevice(home, devices),
                new EnableMFADevice(users, devices),
                new ResyncMFADevice(users, devices),
                new DeactivateMFADevice(users, devices),
                new DeleteVirtualMFADevice(targets, devices),
                new ListMFADevices(users, devices, paging),
                new ListVirtualMFADevices(home, devices, paging),
                new GetMFADevice(users, devices),
                new TagMFADevice(targets, devices),
                new UntagMFADevice(targets, devices),
                new ListMFADeviceTags(targets, paging));
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevice;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamErrors;
import sallyport.server.service.iam.Tag;

/** Finds the device an operation is about and says what the caller must be allowed to do with it. */
final class DeviceTargets {
    private final Home home;
    private final MfaDevices devices;

    DeviceTargets(Home home, MfaDevices devices) {
        this.home = home;
        this.devices = devices;
    }

    /** The device a request names by its serial number; empty if there is none. */
    record Target(String serial, Optional<MfaDevice> found) {
        MfaDevice device() {
            return found.orElseThrow(() -> IamErrors.noSuchDevice(serial));
        }
    }

    /** {@code context}: what else policies may ask about the request. */
    Plan<Target> plan(String action, String serial, Map<String, List<String>> context) {
        // a serial number that is no ARN names no device, so any that is none will do
        Arn arn = Arn.parse(serial).orElseGet(() -> home.globalArn("iam", "mfa/" + serial));
        Optional<MfaDevice> found = devices.find(serial);
        Map<String, List<String>> all = new HashMap<>(context);
        found.ifPresent(device -> all.putAll(Tag.resourceContext(device.tags())));
        return new Plan<>(new AccessCheck(action, arn, all), new Target(serial, found));
    }
}

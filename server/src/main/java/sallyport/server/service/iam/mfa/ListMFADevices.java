// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevice;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserTarget;
import sallyport.server.service.iam.UserTargets;

/** Lists the devices of a user; without a name, of the one who calls. */
public final class ListMFADevices extends IamOperation<ListMFADevices.Request, UserTarget, ListMFADevices.Response> {
    /** Whose, and how many at a time. */
    public record Request(Optional<String> userName, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<Device> mfaDevices, boolean isTruncated, Optional<String> marker) {}

    /** A device and whose it is. */
    public record Device(String userName, String serialNumber, Optional<Instant> enableDate) {}

    private final UserTargets targets;
    private final MfaDevices devices;
    private final Paging paging;

    ListMFADevices(UserTargets targets, MfaDevices devices, Paging paging) {
        super("ListMFADevices", Request.class, READS);
        this.targets = targets;
        this.devices = devices;
        this.paging = paging;
    }

    @Override
    public Plan<UserTarget> plan(Request request, Caller caller) {
        return targets.planOwn(action(), request.userName(), caller);
    }

    @Override
    protected Response carryOut(Request request, UserTarget target, Call call) {
        String userName = target.user().name();
        Paging.Page<MfaDevice> page = paging.page(
                List.of(name(), target.user().userId()),
                devices.of(target.user()),
                MfaDevice::serial,
                new Paging.Wanted(request.marker(), request.maxItems()));
        List<Device> shown = page.items().stream()
                .map(device -> new Device(userName, device.serial(), device.enabled()))
                .toList();
        return new Response(shown, page.isTruncated(), page.marker());
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sallyport.server.authz.Requirement;
import sallyport.server.aws.Call;
import sallyport.server.aws.Nothing;
import sallyport.server.aws.Plan;
import sallyport.server.iam.credential.MfaDevice;
import sallyport.server.iam.credential.MfaDevices;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.UserForm;

/** Lists devices, those that are somebody's or those that are not; never with a seed. */
public final class ListVirtualMFADevices
        extends IamOperation<ListVirtualMFADevices.Request, Nothing, ListVirtualMFADevices.Response> {
    /** Which, and how many at a time. */
    public record Request(Optional<String> assignmentStatus, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<Device> virtualMFADevices, boolean isTruncated, Optional<String> marker) {}

    /** A device and whose it is. */
    public record Device(String serialNumber, Optional<UserForm> user, Optional<Instant> enableDate) {}

    private final Home home;
    private final MfaDevices devices;
    private final Paging paging;

    ListVirtualMFADevices(Home home, MfaDevices devices, Paging paging) {
        super("ListVirtualMFADevices", Request.class, READS);
        this.home = home;
        this.devices = devices;
        this.paging = paging;
    }

    @Override
    public Plan<Nothing> plan(Request request, Caller caller) {
        return Plan.of(Requirement.of(action(), home.globalArn("iam", "mfa/")));
    }

    @Override
    protected Response carryOut(Request request, Nothing resolved, Call call) {
        String status = request.assignmentStatus().orElse("Any");
        Paging.Page<MfaDevice> page = paging.page(
                List.of(name(), status),
                devices.list().stream()
                        .filter(device -> isWanted(status, device))
                        .toList(),
                MfaDevice::serial,
                new Paging.Wanted(request.marker(), request.maxItems()));
        List<Device> shown = page.items().stream()
                .map(device -> new Device(device.serial(), device.owner().map(UserForm::listed), device.enabled()))
                .toList();
        return new Response(shown, page.isTruncated(), page.marker());
    }

    private static boolean isWanted(String status, MfaDevice device) {
        return switch (status) {
            case "Assigned" -> device.owner().isPresent();
            case "Unassigned" -> device.owner().isEmpty();
            default -> true;
        };
    }
}

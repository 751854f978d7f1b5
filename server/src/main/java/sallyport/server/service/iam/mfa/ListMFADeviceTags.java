// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.mfa;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;
import sallyport.server.service.iam.Tag;

/** Lists the tags of a device in the order of their keys. */
public final class ListMFADeviceTags
        extends IamOperation<ListMFADeviceTags.Request, DeviceTargets.Target, ListMFADeviceTags.Response> {
    /** Of which device, and how many at a time. */
    public record Request(String serialNumber, Optional<String> marker, Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(List<Tag> tags, boolean isTruncated, Optional<String> marker) {}

    private final DeviceTargets targets;
    private final Paging paging;

    ListMFADeviceTags(DeviceTargets targets, Paging paging) {
        super("ListMFADeviceTags", Request.class, READS);
        this.targets = targets;
        this.paging = paging;
    }

    @Override
    public Plan<DeviceTargets.Target> plan(Request request, Caller caller) {
        return targets.plan(action(), request.serialNumber(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, DeviceTargets.Target target, Call call) {
        Paging.Page<Tag> page = paging.page(
                List.of(name(), target.serial()),
                Tag.of(target.device().tags()),
                Tag::key,
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(page.items(), page.isTruncated(), page.marker());
    }
}

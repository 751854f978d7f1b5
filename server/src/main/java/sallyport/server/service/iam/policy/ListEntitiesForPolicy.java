// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import sallyport.server.aws.Call;
import sallyport.server.aws.Plan;
import sallyport.server.iam.Iam;
import sallyport.server.iam.policy.Policies;
import sallyport.server.identity.Caller;
import sallyport.server.service.iam.IamOperation;
import sallyport.server.service.iam.Paging;

/** Lists who uses a managed policy: groups, then roles, then users, each in the order of their names. */
public final class ListEntitiesForPolicy
        extends IamOperation<ListEntitiesForPolicy.Request, PolicyTarget, ListEntitiesForPolicy.Response> {
    /** Of which, whom, and how many at a time. */
    public record Request(
            String policyArn,
            Optional<String> entityFilter,
            Optional<String> pathPrefix,
            Optional<String> policyUsageFilter,
            Optional<String> marker,
            Optional<Integer> maxItems) {}

    /** One page. */
    public record Response(
            List<PolicyGroup> policyGroups,
            List<PolicyUser> policyUsers,
            List<PolicyRole> policyRoles,
            boolean isTruncated,
            Optional<String> marker) {}

    private final PolicyTargets targets;
    private final Iam iam;
    private final Paging paging;

    ListEntitiesForPolicy(PolicyTargets targets, Iam iam, Paging paging) {
        super("ListEntitiesForPolicy", Request.class, READS);
        this.targets = targets;
        this.iam = iam;
        this.paging = paging;
    }

    @Override
    public Plan<PolicyTarget> plan(Request request, Caller caller) {
        return targets.plan(action(), request.policyArn(), Map.of());
    }

    @Override
    protected Response carryOut(Request request, PolicyTarget target, Call call) {
        boolean asBoundary =
                request.policyUsageFilter().map(PolicyUsage::isBoundary).orElse(false);
        String filter = request.entityFilter().orElse("");
        String prefix = request.pathPrefix().orElse("/");
        List<Holder> found = holders(
                        iam.policies().entities(target.policy(), iam.roles(), iam.users(), iam.groups(), asBoundary))
                .filter(holder -> filter.isEmpty() || holder.kind().equals(filter))
                .filter(holder -> holder.path().startsWith(prefix))
                .sorted(Comparator.comparing(Holder::order))
                .toList();
        Paging.Page<Holder> page = paging.page(
                List.of(name(), target.policy().policyId(), asBoundary, filter, prefix),
                found,
                Holder::order,
                new Paging.Wanted(request.marker(), request.maxItems()));
        return new Response(
                of(page, GROUP, PolicyGroup::new),
                of(page, USER, PolicyUser::new),
                of(page, ROLE, PolicyRole::new),
                page.isTruncated(),
                page.marker());
    }

    /** A group as this operation writes it. */
    public record PolicyGroup(String groupName, String groupId) {}

    /** A user as this operation writes it. */
    public record PolicyUser(String userName, String userId) {}

    /** A role as this operation writes it. */
    public record PolicyRole(String roleName, String roleId) {}

    private static final String GROUP = "Group";
    private static final String ROLE = "Role";
    private static final String USER = "User";

    private record Holder(String kind, String name, String id, String path) {
        String order() {
            return kind + " " + name.toLowerCase(Locale.ROOT);
        }
    }

    private static Stream<Holder> holders(Policies.Entities entities) {
        return Stream.of(
                        entities.groups().stream()
                                .map(group -> new Holder(GROUP, group.name(), group.groupId(), group.path())),
                        entities.users().stream()
                                .map(user -> new Holder(USER, user.name(), user.userId(), user.path())),
                        entities.roles().stream()
                                .map(role -> new Holder(ROLE, role.name(), role.roleId(), role.path())))
                .flatMap(stream -> stream);
    }

    private static <T> List<T> of(Paging.Page<Holder> page, String kind, BiFunction<String, String, T> form) {
        return page.items().stream()
                .filter(holder -> holder.kind().equals(kind))
                .map(holder -> form.apply(holder.name(), holder.id()))
                .toList();
    }
}

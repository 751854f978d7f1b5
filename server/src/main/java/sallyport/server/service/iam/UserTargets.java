// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sallyport.server.authz.Requirement.AccessCheck;
import sallyport.server.aws.Plan;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.Principal;

/** Finds the user an operation is about and says what the caller must be allowed to do with it. */
public final class UserTargets {
    private final Home home;
    private final Users users;

    public UserTargets(Home home, Users users) {
        this.home = home;
        this.users = users;
    }

    public Home home() {
        return home;
    }

    public Optional<User> find(String name) {
        return users.find(name);
    }

    /** The user of that name. */
    public Plan<UserTarget> plan(String action, String name) {
        return plan(action, name, Map.of());
    }

    /** {@code context}: what else policies may ask about the request. */
    public Plan<UserTarget> plan(String action, String name, Map<String, List<String>> context) {
        return plan(action, new UserTarget(name, users.find(name)), context);
    }

    /** The user of that name, or who calls. Throws {@code AwsException} if there is no name and the caller is no user. */
    public Plan<UserTarget> planOwn(String action, Optional<String> name, Caller caller) {
        return plan(action, own(name, caller), Map.of());
    }

    /** The user of that name, or who calls. Throws {@code AwsException} if there is no name and the caller is no user. */
    public UserTarget own(Optional<String> name, Caller caller) {
        if (name.isPresent()) {
            return new UserTarget(name.get(), users.find(name.get()));
        }
        return switch (caller.principal()) {
            case Principal.User user -> new UserTarget(user.name(), users.findById(user.userId()));
            case Principal.RoleSession _, Principal.Node _, Principal.FederatedUser _, Principal.Anonymous _ ->
                throw IamErrors.noUserOfItsOwn();
        };
    }

    /** A check on a user; one that does not exist is where it would be in the path {@code /}. */
    public AccessCheck check(String action, UserTarget target, Map<String, List<String>> context) {
        Arn arn = target.found().map(User::arn).orElseGet(() -> home.globalArn("iam", "user/" + target.name()));
        Map<String, List<String>> all = new HashMap<>(context);
        target.found().ifPresent(user -> all.putAll(Tag.resourceContext(user.tags())));
        return new AccessCheck(action, arn, all);
    }

    private Plan<UserTarget> plan(String action, UserTarget target, Map<String, List<String>> context) {
        return new Plan<>(check(action, target, context), target);
    }
}

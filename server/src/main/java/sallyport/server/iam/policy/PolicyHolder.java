// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.policy;

import sallyport.server.iam.Group;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.Quota;
import sallyport.server.iam.User;
import sallyport.server.iam.role.IamRole;
import sallyport.server.store.Tables;

/** Whom policies can be attached to and who can have policies of its own. */
public sealed interface PolicyHolder {

    /** A user. */
    record OfUser(User user) implements PolicyHolder {
        @Override
        public String id() {
            return user.userId();
        }

        @Override
        public String name() {
            return user.name();
        }
    }

    /** A group. */
    record OfGroup(Group group) implements PolicyHolder {
        @Override
        public String id() {
            return group.groupId();
        }

        @Override
        public String name() {
            return group.name();
        }
    }

    /** A role. */
    record OfRole(IamRole role) implements PolicyHolder {
        @Override
        public String id() {
            return role.roleId();
        }

        @Override
        public String name() {
            return role.name();
        }
    }

    /** Its unique id. */
    String id();

    String name();

    default Entity entity() {
        return switch (this) {
            case OfUser _ -> Entity.USER;
            case OfGroup _ -> Entity.GROUP;
            case OfRole _ -> Entity.ROLE;
        };
    }

    /** How many managed policies can be attached to it. */
    default Quota attachments() {
        return switch (this) {
            case OfUser _ -> Quota.POLICIES_OF_USER;
            case OfGroup _ -> Quota.POLICIES_OF_GROUP;
            case OfRole _ -> Quota.POLICIES_OF_ROLE;
        };
    }

    /** How many characters its own policies can have together, white space not counted. */
    default int inlineCharacters() {
        return switch (this) {
            case OfUser _ -> 2048;
            case OfGroup _ -> 5120;
            case OfRole _ -> 10_240;
        };
    }

    /** Throws {@link IamException} if it was deleted since it was read. */
    default void mustExist(Tables tables) {
        boolean there = switch (this) {
            case OfUser _ -> tables.users().findById(id()).isPresent();
            case OfGroup _ -> tables.groups().findById(id()).isPresent();
            case OfRole _ -> tables.roles().findById(id()).isPresent();
        };
        if (!there) {
            throw new IamException(new IamProblem.Missing(entity(), name()));
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.Map;

/** Someone who can sign a request. */
public sealed interface Principal {

    Arn arn();

    /** AWS's unique id: {@code AIDA…} of a user, {@code AROA…:session} of a role session. Never used again. */
    String userId();

    /**
     * The name a person would use: the user name, or the session name of a role. It opens the ids of the principal's
     * sessions ({@code admin-…}).
     */
    String sessionName();

    /** An IAM user. {@code administrator}: holds AdministratorAccess. */
    record User(String name, String userId, Arn arn, Map<String, String> tags, boolean administrator)
            implements Principal {

        public User {
            tags = Map.copyOf(tags);
        }

        @Override
        public String sessionName() {
            return name;
        }
    }

    /** A node acting with its role's temporary credentials. {@code arn} is that of the assumed role. */
    record Node(NodeId id, String role, String userId, Arn arn) implements Principal {

        /** A node in its role; as AWS does for an instance, the role session is named after it. */
        public static Node of(Home home, NodeId id, Role role) {
            Arn arn = home.globalArn("sts", "assumed-role/" + role.name() + "/" + id);
            return new Node(id, role.name(), role.roleId() + ":" + id, arn);
        }

        @Override
        public String sessionName() {
            return id.text();
        }
    }

    /** Nobody known: the caller of the few operations that need no signature because they carry a secret of their own. */
    record Anonymous(AccountId account) implements Principal {

        @Override
        public Arn arn() {
            return new Arn(Arn.AWS, "iam", "", account.digits(), "anonymous");
        }

        @Override
        public String userId() {
            return "ANONYMOUS_PRINCIPAL";
        }

        @Override
        public String sessionName() {
            return "anonymous";
        }
    }
}

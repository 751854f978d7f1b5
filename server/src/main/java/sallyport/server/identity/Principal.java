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

    /** By which policies may know the principal; with the tags of the session where it is one. */
    Map<String, String> tags();

    /** An IAM user. */
    record User(String name, String userId, Arn arn, Map<String, String> tags) implements Principal {

        public User {
            tags = Map.copyOf(tags);
        }

        @Override
        public String sessionName() {
            return name;
        }
    }

    /**
     * Somebody who assumed a role. SECURITY: the session's name is what the caller wished for and proves nothing.
     *
     * @param arn of the session
     */
    record RoleSession(Role role, String sessionName, Arn arn, Map<String, String> tags) implements Principal {

        public RoleSession {
            tags = Map.copyOf(tags);
        }

        /** {@code sessionTags} come before those of the role. */
        public static RoleSession of(Home home, Role role, String name, Map<String, String> sessionTags) {
            Arn arn = home.globalArn("sts", "assumed-role/" + role.name() + "/" + name);
            return new RoleSession(role, name, arn, role.tagsWith(sessionTags));
        }

        @Override
        public String userId() {
            return role.roleId() + ":" + sessionName;
        }
    }

    /** A node acting with its role's temporary credentials, or with its own key. {@code arn} is that of the assumed role. */
    record Node(NodeId id, Role role, Arn arn, Map<String, String> tags) implements Principal {

        public Node {
            tags = Map.copyOf(tags);
        }

        /** A node in its role; as AWS does for an instance, the role session is named after it. */
        public static Node of(Home home, NodeId id, Role role) {
            Arn arn = home.globalArn("sts", "assumed-role/" + role.name() + "/" + id);
            return new Node(id, role, arn, role.tags());
        }

        @Override
        public String userId() {
            return role.roleId() + ":" + id;
        }

        @Override
        public String sessionName() {
            return id.text();
        }
    }

    /** Somebody a user vouches for with GetFederationToken. {@code issuer}: that user, whose permissions are the most there can be. */
    record FederatedUser(String name, User issuer, Arn arn, Map<String, String> tags) implements Principal {

        public FederatedUser {
            tags = Map.copyOf(tags);
        }

        public static FederatedUser of(Home home, String name, User issuer, Map<String, String> tags) {
            return new FederatedUser(name, issuer, home.globalArn("sts", "federated-user/" + name), tags);
        }

        @Override
        public String userId() {
            return arn.account() + ":" + name;
        }

        @Override
        public String sessionName() {
            return name;
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

        @Override
        public Map<String, String> tags() {
            return Map.of();
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import java.util.Optional;

/**
 * Who made a request, as proven by its signature.
 *
 * @param accessKeyId the key that signed; empty if a node signed with its RSA key, or nobody did
 * @param session what the key carries, if it is a temporary one
 */
public record Caller(
        Principal principal, AccountId account, Optional<String> accessKeyId, Optional<SessionContext> session) {

    /** A caller with a permanent key, or with none. */
    public Caller(Principal principal, AccountId account, Optional<String> accessKeyId) {
        this(principal, account, accessKeyId, Optional.empty());
    }

    /** The caller of an operation that needs no signature. */
    public static Caller anonymous(AccountId account) {
        return new Caller(new Principal.Anonymous(account), account, Optional.empty());
    }

    public Arn arn() {
        return principal.arn();
    }

    public String userId() {
        return principal.userId();
    }

    public String sessionName() {
        return principal.sessionName();
    }

    /**
     * The node that calls; empty if the caller is a person. SECURITY: known from the credential's own attribute, never from the name of a
     * session, which anybody who may assume the role can choose.
     */
    public Optional<NodeId> node() {
        return switch (principal) {
            case Principal.Node node -> Optional.of(node.id());
            case Principal.User _, Principal.RoleSession _, Principal.FederatedUser _, Principal.Anonymous _ ->
                Optional.empty();
        };
    }
}

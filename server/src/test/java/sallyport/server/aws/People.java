// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sallyport.policy.MalformedPolicyException;
import sallyport.policy.Policy;
import sallyport.policy.PolicyKind;
import sallyport.policy.PolicySet;
import sallyport.policy.PolicySource;
import sallyport.server.identity.AccessKey;
import sallyport.server.identity.AccountId;
import sallyport.server.identity.Arn;
import sallyport.server.identity.Caller;
import sallyport.server.identity.Home;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Principal;
import sallyport.server.identity.Region;
import sallyport.server.identity.Role;
import sallyport.server.keys.Secret;
import sallyport.server.keys.TokenHash;
import sallyport.wire.sigv4.Credentials;

/** Whom the front door of a test knows: an administrator, somebody without rights, a node. */
final class People implements NodeKeys {
    static final Home HOME = new Home(new AccountId("111122223333"), new Region("eu-west-1"));
    static final NodeId NODE = new NodeId("mi-0123456789abcdef0");

    static final Credentials ADMIN = Credentials.longTerm("AKIAADMIN", "admin-secret");
    static final Credentials ALICE = Credentials.longTerm("AKIAALICE", "alice-secret");
    static final Credentials BARRED = Credentials.longTerm("AKIABARRED", "barred-secret");
    static final Credentials SWITCHED_OFF = Credentials.longTerm("AKIAOFF", "off-secret");
    static final Credentials AGENT = Credentials.temporary("ASIANODE", "node-secret", "node-token+/=");
    static final Credentials EXPIRED = Credentials.temporary("ASIAEXPIRED", "old-secret", "old-token");
    static final KeyPair NODE_KEYS = rsa();

    private final Map<String, AccessKey> keys = new HashMap<>();
    private final Set<String> usedSignatures = new HashSet<>();

    People(Instant expiry) {
        add(ADMIN, user("admin"), true, Optional.empty());
        add(ALICE, user("alice"), true, Optional.empty());
        add(BARRED, user("barred"), true, Optional.empty());
        add(SWITCHED_OFF, user("bob"), false, Optional.empty());
        add(AGENT, node(), true, Optional.of(expiry));
        add(EXPIRED, node(), true, Optional.of(Instant.EPOCH));
    }

    Optional<AccessKey> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    /** The administrator may do everything, a node what agents do, nobody else anything; one is even forbidden to. */
    static PolicySet policies(Caller caller) {
        return switch (caller.principal()) {
            case Principal.User user when user.name().equals("admin") -> of("Allow", "*");
            case Principal.Node _ -> of("Allow", "*");
            case Principal.User user when user.name().equals("barred") -> of("Deny", "*");
            case Principal.User _, Principal.RoleSession _, Principal.FederatedUser _, Principal.Anonymous _ ->
                PolicySet.empty();
        };
    }

    private static PolicySet of(String effect, String actions) {
        try {
            return PolicySet.builder()
                    .identity(
                            new PolicySource(PolicySource.Type.USER, "All", ""),
                            Policy.parse("""
                                    {"Version":"2012-10-17","Statement":{"Effect":"%s","Action":"%s","Resource":"*"}}""".formatted(effect, actions), PolicyKind.IDENTITY))
                    .build();
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<SigningNode> find(NodeId node) {
        var caller = new Caller(node(), HOME.account(), Optional.empty());
        return node.equals(NODE) ? Optional.of(new SigningNode(NODE_KEYS.getPublic(), caller)) : Optional.empty();
    }

    @Override
    public boolean claimSignature(NodeId node, String signature, Instant until) {
        return usedSignatures.add(signature);
    }

    private void add(Credentials credentials, Principal principal, boolean active, Optional<Instant> expires) {
        keys.put(
                credentials.accessKeyId(),
                new AccessKey(
                        credentials.accessKeyId(),
                        new Secret(credentials.secretAccessKey()),
                        credentials.sessionToken().map(TokenHash::of),
                        expires,
                        active,
                        new Caller(principal, HOME.account(), Optional.of(credentials.accessKeyId()))));
    }

    private static Principal user(String name) {
        return new Principal.User(name, "AIDA" + name, HOME.globalArn("iam", "user/" + name), Map.of());
    }

    private static Principal node() {
        Arn arn = HOME.globalArn("iam", "role/SallyportNode");
        return Principal.Node.of(HOME, NODE, new Role("SallyportNode", "AROANODE", arn, Map.of()));
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.Roles;
import sallyport.server.identity.TestHome;
import sallyport.server.keys.Secret;

/** The registered nodes of a {@link TestHome}, and how they come to be. */
public final class TestNodes {

    public static final Secret WRONG_CODE = new Secret("AAAAAAAAAAAAAAAAAAAA");

    public final Nodes nodes;
    public final Activations activations;
    public final JoinTokens joinTokens;

    private final TestHome home;

    public TestNodes(TestHome home) {
        this.home = home;
        nodes = new Nodes(home.store, home.home, home.credentials, home.clock);
        activations = new Activations(home.store, home.home, home.random, home.clock);
        joinTokens = new JoinTokens(home.store, home.home, home.credentials, home.random, home.clock);
    }

    /** A machine with a key of its own. */
    public static NodeClaim claim(String fingerprint) {
        return new NodeClaim(key(2048), fingerprint);
    }

    /** A new key of this many bits. */
    public static NodeKey key(int bits) {
        return NodeKey.parse("Rsa", base64(keyPair("RSA", bits))).orElseThrow();
    }

    static KeyPair keyPair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /** An activation for {@code limit} nodes that expires in a day. */
    public NewActivation activation(int limit, Map<String, String> tags) {
        return activations.create(new ActivationRequest(
                Roles.SALLYPORT_NODE,
                "for tests",
                "web",
                limit,
                home.clock.instant().plus(Duration.ofDays(1)),
                tags));
    }

    /** A new {@code mi-} node. */
    public Node register(Map<String, String> tags) {
        NewActivation activation = activation(1, tags);
        return registered(activations.register(activation.activation().id(), activation.code(), SHARED_CLAIM));
    }

    /** A new {@code i-} node. */
    public Node join(String id, Map<String, String> tags) {
        return registered(joinTokens.join(token(id, tags, false).token(), SHARED_CLAIM));
    }

    /** A join token for a node, good for an hour. */
    public NewJoinToken token(String id, Map<String, String> tags, boolean replace) {
        return joinTokens.create(request(id, tags, replace)).orElseThrow();
    }

    JoinTokenRequest request(String id, Map<String, String> tags, boolean replace) {
        return new JoinTokenRequest(
                new NodeId(id), Roles.SALLYPORT_NODE, tags, home.clock.instant().plus(Duration.ofHours(1)), replace);
    }

    static Node registered(Registration registration) {
        return ((Registration.Registered) registration).node();
    }

    // making an RSA key takes longer than everything else here, and most tests do not care which one it is
    private static final NodeClaim SHARED_CLAIM = claim("machine");
}

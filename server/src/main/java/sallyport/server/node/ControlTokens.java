// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import sallyport.server.identity.NodeId;
import sallyport.server.keys.Secret;
import sallyport.server.keys.TokenHash;

/**
 * The tokens with which agents open their control channels: one per node, good once and for 60 seconds. A new one voids the one before.
 *
 * <p>Kept in memory alone: after a restart an agent asks for a new one anyway. Thread-safe.
 */
final class ControlTokens {
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** What AWS's tokens begin with. */
    private static final String PREFIX = "AAEAA";

    private static final int RANDOM_BYTES = 32;

    private record Issued(TokenHash hash, long atNanos) {}

    private final Map<NodeId, Issued> issued = new ConcurrentHashMap<>();
    private final LongSupplier nanoClock;
    private final RandomGenerator random;

    ControlTokens(LongSupplier nanoClock, RandomGenerator random) {
        this.nanoClock = nanoClock;
        this.random = random;
    }

    Secret issue(NodeId node) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        Secret token = new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
        issued.put(node, new Issued(TokenHash.of(token), nanoClock.getAsLong()));
        return token;
    }

    /** Consumes the node's token; false, with nothing changed, if it is not the one. */
    boolean redeem(NodeId node, String token) {
        Issued expected = issued.get(node);
        return expected != null
                && expected.hash.matches(token)
                && nanoClock.getAsLong() - expected.atNanos < LIFETIME.toNanos()
                && issued.remove(node, expected);
    }
}

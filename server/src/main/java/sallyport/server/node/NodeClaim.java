// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

/** What a machine brings along to be registered, besides the secret that allows it. */
public record NodeClaim(NodeKey key, String fingerprint) {

    private static final int MAX_FINGERPRINT = 256;

    public NodeClaim {
        if (fingerprint.isBlank() || fingerprint.length() > MAX_FINGERPRINT) {
            throw new IllegalArgumentException("a fingerprint has 1 to " + MAX_FINGERPRINT + " characters");
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the verifying person knows of a ledger from elsewhere. Without anything a ledger can only be called consistent:
 * whoever owns the disk can rewrite it from the first entry on.
 *
 * @param fingerprint of the server's checkpoint key, lower-case hex; null when it is not known
 * @param checkpoints exported earlier and kept apart from the server
 */
public record Expectations(@Nullable String fingerprint, List<Checkpoint> checkpoints) {
    public Expectations {
        fingerprint = fingerprint == null ? null : fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        checkpoints = List.copyOf(checkpoints);
    }

    public static Expectations none() {
        return new Expectations(null, List.of());
    }

    public Expectations withKey(String fingerprint) {
        return new Expectations(fingerprint, checkpoints);
    }

    public Expectations withCheckpoint(Checkpoint checkpoint) {
        return new Expectations(
                fingerprint,
                Stream.concat(checkpoints.stream(), Stream.of(checkpoint)).toList());
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry as read back.
 *
 * @param hash of this entry, as its line states it and its bytes confirm
 * @param content the event as JSON; it may be of a type this version does not know
 */
public record LedgerEntry(long sequence, Instant at, String server, String previous, String hash, ObjectNode content) {
    /** The {@code hash} before the first entry. */
    public static final String NO_PREVIOUS = "0".repeat(64);

    /** The event, unless this version does not know its type or shape. */
    public Optional<LedgerEvent> event() {
        try {
            return Optional.of(EntryCodec.MAPPER.treeToValue(content, LedgerEvent.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}

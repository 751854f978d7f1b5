// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.requireRange;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Payload of {@code SIZE} frames.
 *
 * @param cols columns, 0 to 65535 as the kernel's window size has 16 bits
 * @param rows rows, 0 to 65535
 */
public record TerminalSize(
        @JsonProperty(value = "cols", required = true) int cols,
        @JsonProperty(value = "rows", required = true) int rows) {
    private static final int MAX = 0xffff;

    public TerminalSize {
        requireRange(cols, 0, MAX, "cols");
        requireRange(rows, 0, MAX, "rows");
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Payload of {@code EXIT_CODE} frames: the text {@code EXIT_CODE: 3}.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#commands-without-a-terminal}.
 *
 * @param value the command's exit code
 */
public record ExitCode(int value) {
    private static final Pattern TEXT = Pattern.compile("EXIT_CODE: (-?[0-9]{1,9})");

    public byte[] payload() {
        return "EXIT_CODE: %d".formatted(value).getBytes(StandardCharsets.US_ASCII);
    }

    /** The exit code in this payload, or empty if it is another text. */
    public static Optional<ExitCode> of(byte[] payload) {
        Matcher text = TEXT.matcher(new String(payload, StandardCharsets.US_ASCII));
        return text.matches() ? Optional.of(new ExitCode(Integer.parseInt(text.group(1)))) : Optional.empty();
    }
}

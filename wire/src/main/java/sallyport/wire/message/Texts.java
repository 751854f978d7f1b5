// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Absent text is empty text: the official ends are written in Go, which cannot tell them apart. */
final class Texts {
    private Texts() {}

    static Map<String, String> copyOrEmpty(@Nullable Map<String, String> texts) {
        if (texts == null) {
            return Map.of();
        }
        texts.forEach((name, text) -> IncompleteMessageException.require(text, "a parameter's value"));
        return Map.copyOf(texts);
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

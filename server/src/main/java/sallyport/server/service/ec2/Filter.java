// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import java.util.List;
import java.util.Optional;

/** A condition of EC2's describing operations; its values are alternatives with {@code *} and {@code ?} in them. */
public record Filter(Optional<String> name, List<String> values) {
    boolean accepts(String text) {
        return values.stream().anyMatch(value -> matches(value, text));
    }

    /**
     * Whether the pattern covers the text. A backslash takes the next character as it is. Goes back to the last star only, so
     * the time is bounded by the product of both lengths.
     */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int afterStar = -1;
        int starredTo = 0;
        while (t < text.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            boolean literal = c == '\\' && p + 1 < pattern.length();
            if (p < pattern.length() && c == '*') {
                afterStar = ++p;
                starredTo = t;
            } else if (p < pattern.length()
                    && (literal ? pattern.charAt(p + 1) == text.charAt(t) : c == '?' || c == text.charAt(t))) {
                p += literal ? 2 : 1;
                t++;
            } else if (afterStar >= 0) {
                p = afterStar;
                t = ++starredTo;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}

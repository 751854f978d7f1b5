// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.nio.charset.StandardCharsets;

/** Percent-encoding as signatures need it: unreserved characters stay, every other byte becomes {@code %XX} in upper case. */
final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** Encodes every byte of the text's UTF-8 form; {@code /} stays when asked. */
    static void encode(String text, boolean keepSlash, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnreserved(c) || (keepSlash && c == '/')) {
                out.append(c);
            } else if (c < 0x80) {
                appendByte(c, out);
            } else {
                i += appendCodePoint(text, i, out);
            }
        }
    }

    /**
     * Encodes text that may already be encoded, so that each byte it stands for is encoded exactly once. An escape that is none stays a
     * percent sign.
     *
     * @param plusIsSpace true in a query, where forms write a space as {@code +}
     */
    static void encodeOnce(String encoded, boolean plusIsSpace, StringBuilder out) {
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int escaped = c == '%' ? escapedByte(encoded, i) : -1;
            if (escaped >= 0) {
                appendEncoded(escaped, out);
                i += 2;
            } else if (plusIsSpace && c == '+') {
                out.append("%20");
            } else if (c < 0x80) {
                appendEncoded(c, out);
            } else {
                i += appendCodePoint(encoded, i, out);
            }
        }
    }

    /** The byte of an escape at that index, or -1. */
    static int escapedByte(String text, int index) {
        if (index + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(index + 1), 16);
        int low = Character.digit(text.charAt(index + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~';
    }

    private static void appendEncoded(int b, StringBuilder out) {
        if (isUnreserved(b)) {
            out.append((char) b);
        } else {
            appendByte(b, out);
        }
    }

    private static void appendByte(int b, StringBuilder out) {
        out.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
    }

    /** Returns how many further chars the code point took. */
    private static int appendCodePoint(String text, int index, StringBuilder out) {
        int codePoint = text.codePointAt(index);
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            appendByte(b, out);
        }
        return Character.charCount(codePoint) - 1;
    }
}

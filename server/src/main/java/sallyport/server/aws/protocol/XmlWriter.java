// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** Writes elements and text, escaped. No attributes but a namespace on the root, no mixed content: AWS's replies need no more. */
final class XmlWriter {
    private final StringBuilder out = new StringBuilder(512);
    private final ArrayDeque<String> open = new ArrayDeque<>();

    XmlWriter declaration() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return this;
    }

    XmlWriter start(String name, String namespace) {
        out.append('<').append(name).append(" xmlns=\"");
        escape(namespace);
        out.append("\">");
        open.push(name);
        return this;
    }

    XmlWriter start(String name) {
        out.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    XmlWriter text(String name, String value) {
        start(name);
        escape(value);
        return end();
    }

    XmlWriter end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                // XML 1.0 has no way to write other control characters
                default ->
                    out.append((c < ' ' && c != '\t' && c != '\n') || c == '\uFFFE' || c == '\uFFFF' ? '\uFFFD' : c);
            }
        }
    }
}

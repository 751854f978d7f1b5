// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

import java.util.Optional;

/**
 * The few elements we need from the gateway's small XML answers. Those hold tokens and error texts, no attributes, no
 * nesting of the same name; a real parser would cost the agent two megabytes for them.
 */
final class Xml {
    private Xml() {}

    /** The text of the first element with this name. */
    static Optional<String> text(String xml, String name) {
        int start = xml.indexOf("<" + name + ">");
        int end = xml.indexOf("</" + name + ">", Math.max(start, 0));
        if (start < 0 || end < 0) {
            return Optional.empty();
        }
        return Optional.of(xml.substring(start + name.length() + 2, end)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&"));
    }
}

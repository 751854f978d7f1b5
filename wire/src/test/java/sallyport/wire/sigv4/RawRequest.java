// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request as a text file has it: request line, headers, empty line, body. */
record RawRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    static RawRequest parse(String text) {
        int end = text.indexOf("\n\n");
        String[] lines = text.substring(0, end).split("\n");
        String target = lines[0].substring(lines[0].indexOf(' ') + 1, lines[0].lastIndexOf(' '));
        int mark = target.indexOf('?');
        var headers = new LinkedHashMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.computeIfAbsent(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1));
        }
        return new RawRequest(
                lines[0].substring(0, lines[0].indexOf(' ')),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                text.substring(end + 2).getBytes(StandardCharsets.UTF_8));
    }

    SigningRequest toSign() {
        return new SigningRequest(method, path, query, headers, SigningRequest.payloadHash(body));
    }
}

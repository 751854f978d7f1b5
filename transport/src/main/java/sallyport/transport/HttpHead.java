// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Status line and header fields of an HTTP/1.1 answer (RFC 9112 §4, §5). Names compare without case.
 *
 * @param headers by lower-case name, every value of a repeated field in order
 */
record HttpHead(int status, Map<String, List<String>> headers) {
    /** More than any server of ours or AWS's sends, little enough to bound a hostile one. */
    private static final int MAX_BYTES = 64 * 1024;

    /** {@code HTTP/1.1 200} and nothing shorter. */
    private static final int STATUS_LINE_CHARS = 12;

    /**
     * Reads up to and including the empty line, not one byte more.
     *
     * @throws EOFException when the peer closed before it sent anything
     */
    static HttpHead read(InputStream in) throws IOException {
        var text = readText(in);
        int end = text.indexOf("\r\n");
        var line = text.substring(0, end);
        if (!line.startsWith("HTTP/1.") || line.length() < STATUS_LINE_CHARS) {
            throw new IOException("the server does not speak HTTP/1.1");
        }
        var headers = new TreeMap<String, List<String>>();
        for (int start = end + 2; start < text.length() - 2; start = end + 2) {
            end = text.indexOf("\r\n", start);
            int colon = text.indexOf(':', start);
            if (colon <= start || colon > end) {
                throw new IOException("the server sent a header line without a name");
            }
            var name = text.substring(start, colon).toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, ignored -> new ArrayList<>())
                    .add(text.substring(colon + 1, end).strip());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return new HttpHead(number(line.substring(STATUS_LINE_CHARS - 3, STATUS_LINE_CHARS)), Map.copyOf(headers));
    }

    private static int number(String status) throws IOException {
        try {
            return Integer.parseInt(status);
        } catch (NumberFormatException e) {
            throw new IOException("the server sent the status \"" + status + "\"", e);
        }
    }

    private static String readText(InputStream in) throws IOException {
        var bytes = new byte[1024];
        int length = 0;
        while (length < 4
                || bytes[length - 1] != '\n'
                || bytes[length - 2] != '\r'
                || bytes[length - 3] != '\n'
                || bytes[length - 4] != '\r') {
            int next = in.read();
            if (next < 0) {
                throw length == 0
                        ? new EOFException("the server closed the connection without an answer")
                        : new IOException("the server closed the connection inside its answer");
            }
            if (length == bytes.length) {
                if (length >= MAX_BYTES) {
                    throw new IOException("the server's answer has more than " + MAX_BYTES + " bytes of headers");
                }
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = (byte) next;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    Optional<String> first(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName)).map(List::getFirst);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;

/**
 * A request in the one form that both sides hash.
 *
 * <pre>
 * method \n path \n query \n (name:value \n)* \n signed header names joined by ; \n payload hash
 * </pre>
 */
public record CanonicalRequest(String text) {

    /** The canonical form of a request signed in its {@code Authorization} header. */
    public static CanonicalRequest of(SigningRequest request, List<String> signedHeaders, PathStyle style) {
        return build(request, signedHeaders, style, false);
    }

    /** The canonical form of a presigned request: its {@code X-Amz-Signature} parameter is left out. */
    public static CanonicalRequest ofPresigned(SigningRequest request, List<String> signedHeaders, PathStyle style) {
        return build(request, signedHeaders, style, true);
    }

    private static CanonicalRequest build(
            SigningRequest request, List<String> signedHeaders, PathStyle style, boolean presigned) {
        var out = new StringBuilder(512);
        out.append(request.method()).append('\n');
        appendPath(request.rawPath(), style, out);
        out.append('\n')
                .append(QueryString.canonical(request.rawQuery(), presigned))
                .append('\n');
        for (String name : signedHeaders) {
            out.append(name).append(':');
            appendValues(request.headers().getOrDefault(name, List.of()), out);
            out.append('\n');
        }
        out.append('\n').append(String.join(";", signedHeaders)).append('\n').append(request.payloadHash());
        return new CanonicalRequest(out.toString());
    }

    /** SHA-256 of the text in lower-case hex. */
    public String hash() {
        return HexFormat.of().formatHex(SigningRequest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void appendPath(String rawPath, PathStyle style, StringBuilder out) {
        switch (style) {
            case NORMALIZED -> PercentEncoding.encode(normalize(rawPath), true, out);
            case AS_SENT -> {
                String path = rawPath.isEmpty() ? "/" : rawPath;
                int start = 0;
                for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
                    PercentEncoding.encodeOnce(path.substring(start, slash), false, out);
                    out.append('/');
                    start = slash + 1;
                }
                PercentEncoding.encodeOnce(path.substring(start), false, out);
            }
        }
    }

    private static String normalize(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return "/";
        }
        var segments = new ArrayDeque<String>();
        String last = "";
        for (String segment : path.split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
            last = segment;
        }
        if (segments.isEmpty()) {
            return "/";
        }
        boolean directory = last.isEmpty() || last.equals(".") || last.equals("..");
        return "/" + String.join("/", segments) + (directory ? "/" : "");
    }

    /** Repeated headers are joined by a comma; each value is trimmed and its runs of white space become one space. */
    private static void appendValues(List<String> values, StringBuilder out) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            appendTrimmed(values.get(i), out);
        }
    }

    private static void appendTrimmed(String value, StringBuilder out) {
        boolean pendingSpace = false;
        boolean empty = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                pendingSpace = true;
                continue;
            }
            if (pendingSpace && !empty) {
                out.append(' ');
            }
            pendingSpace = false;
            empty = false;
            out.append(c);
        }
    }
}

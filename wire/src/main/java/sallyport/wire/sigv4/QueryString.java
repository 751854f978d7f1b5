// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query string or of a form body, in the order sent.
 *
 * <p>Signature checking and the services read parameters through this one class, so nothing can be signed as one thing and executed as
 * another.
 */
public record QueryString(List<Parameter> parameters) {

    /** One decoded name and value; the value is empty where the equals sign is missing. */
    public record Parameter(String name, String value) {}

    public QueryString {
        parameters = List.copyOf(parameters);
    }

    /** Splits at {@code &} and decodes; empty pieces are skipped; bytes that are not UTF-8 become U+FFFD. */
    public static QueryString parse(String raw) {
        var parameters = new ArrayList<Parameter>();
        for (RawParameter pair : split(raw)) {
            parameters.add(new Parameter(decode(pair.name(), true), decode(pair.value(), true)));
        }
        return new QueryString(parameters);
    }

    /** The first value of that name. */
    public Optional<String> first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    /** The query as it is signed: each name and value encoded once, sorted by name, then value. */
    static String canonical(String raw, boolean withoutSignature) {
        if (raw.isEmpty()) {
            return "";
        }
        var encoded = new ArrayList<RawParameter>();
        for (RawParameter pair : split(raw)) {
            var name = new StringBuilder();
            PercentEncoding.encodeOnce(pair.name(), true, name);
            if (withoutSignature && "X-Amz-Signature".contentEquals(name)) {
                continue;
            }
            var value = new StringBuilder();
            PercentEncoding.encodeOnce(pair.value(), true, value);
            encoded.add(new RawParameter(name.toString(), value.toString()));
        }
        encoded.sort(RawParameter.ORDER);
        var out = new StringBuilder(raw.length() + 16);
        for (RawParameter pair : encoded) {
            if (!out.isEmpty()) {
                out.append('&');
            }
            out.append(pair.name()).append('=').append(pair.value());
        }
        return out.toString();
    }

    private record RawParameter(String name, String value) {
        static final Comparator<RawParameter> ORDER =
                Comparator.comparing(RawParameter::name).thenComparing(RawParameter::value);
    }

    private static List<RawParameter> split(String raw) {
        var pairs = new ArrayList<RawParameter>();
        int start = 0;
        while (start < raw.length()) {
            int end = raw.indexOf('&', start);
            if (end < 0) {
                end = raw.length();
            }
            if (end > start) {
                int equals = raw.indexOf('=', start);
                boolean hasValue = equals >= 0 && equals < end;
                pairs.add(new RawParameter(
                        raw.substring(start, hasValue ? equals : end), hasValue ? raw.substring(equals + 1, end) : ""));
            }
            start = end + 1;
        }
        return pairs;
    }

    /** Decodes one segment of a path, where a plus sign is a plus sign. */
    public static String decodeSegment(String raw) {
        return decode(raw, false);
    }

    private static String decode(String raw, boolean plusIsSpace) {
        if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
            return raw;
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int escaped = c == '%' ? PercentEncoding.escapedByte(raw, i) : -1;
            if (escaped >= 0) {
                bytes.write(escaped);
                i += 2;
            } else if (plusIsSpace && c == '+') {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                int codePoint = raw.codePointAt(i);
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint) - 1;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

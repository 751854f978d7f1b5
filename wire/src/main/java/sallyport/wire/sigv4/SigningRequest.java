// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a signature can cover of one HTTP request.
 *
 * @param rawPath percent-encoded as on the wire
 * @param rawQuery as on the wire without the question mark, empty if there is none
 * @param headers values by name; names are kept in lower case
 * @param payloadHash SHA-256 of the body in lower-case hex, or {@code UNSIGNED-PAYLOAD}
 */
public record SigningRequest(
        String method, String rawPath, String rawQuery, Map<String, List<String>> headers, String payloadHash) {
    /** Stands where the body's hash would, when the sender does not sign the body (S3 only). */
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    /** {@link #payloadHash} of an empty body. */
    public static final String EMPTY_PAYLOAD_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public SigningRequest {
        var copy = new HashMap<String, List<String>>();
        headers.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(copy);
    }

    /** A request about to be sent. {@code Host} is taken from the URI unless given, with the port unless it is the scheme's own. */
    public static SigningRequest of(String method, URI uri, Map<String, String> headers, byte[] body) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        lists.computeIfAbsent("host", _ -> List.of(hostHeader(uri)));
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        return new SigningRequest(method, path, query, lists, payloadHash(body));
    }

    /** SHA-256 of the body in lower-case hex. */
    public static String payloadHash(byte[] body) {
        return body.length == 0 ? EMPTY_PAYLOAD_HASH : HexFormat.of().formatHex(sha256(body));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String hostHeader(URI uri) {
        int schemePort = switch (uri.getScheme()) {
            case "https", "wss" -> 443;
            default -> 80;
        };
        boolean implied = uri.getPort() == -1 || uri.getPort() == schemePort;
        return implied ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}

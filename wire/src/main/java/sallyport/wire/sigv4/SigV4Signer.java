// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Signs requests with an access key. */
public final class SigV4Signer {
    /** Proxies and HTTP stacks change these on the way; AWS's clients never sign them. */
    private static final Set<String> NEVER_SIGNED = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-amzn-trace-id");

    private SigV4Signer() {}

    /**
     * Returns the headers to add to the request: {@code X-Amz-Date}, {@code Authorization} and, with temporary credentials,
     * {@code X-Amz-Security-Token}. Signs every header of the request that may be signed; {@code Host} must be among them.
     */
    public static Map<String, String> sign(
            SigningRequest request, Credentials credentials, String region, String service, Instant now) {
        var added = new LinkedHashMap<String, String>();
        added.put("X-Amz-Date", AmzDate.format(now));
        credentials.sessionToken().ifPresent(token -> added.put("X-Amz-Security-Token", token));

        SigningRequest complete = withHeaders(request, added);
        List<String> signedHeaders = signedHeaders(complete);
        CredentialScope scope = CredentialScope.of(now, region, service);
        PathStyle style = service.equals("s3") ? PathStyle.AS_SENT : PathStyle.NORMALIZED;
        CanonicalRequest canonical = CanonicalRequest.of(complete, signedHeaders, style);
        String signature = SigningKey.derive(credentials.secretAccessKey(), scope)
                .sign(StringToSign.of(AmzDate.format(now), scope, canonical));
        added.put("Authorization", authorization(credentials.accessKeyId(), scope, signedHeaders, signature));
        return added;
    }

    /** Returns the raw query, signature included, under which the request may be sent by anybody for that long. */
    public static String presign(
            SigningRequest request,
            Credentials credentials,
            String region,
            String service,
            Instant now,
            Duration validFor) {
        CredentialScope scope = CredentialScope.of(now, region, service);
        List<String> signedHeaders = signedHeaders(request);
        var query = new StringBuilder(request.rawQuery());
        append(query, "X-Amz-Algorithm", StringToSign.ALGORITHM);
        append(query, "X-Amz-Credential", credentials.accessKeyId() + '/' + scope);
        append(query, "X-Amz-Date", AmzDate.format(now));
        append(query, "X-Amz-Expires", Long.toString(validFor.toSeconds()));
        append(query, "X-Amz-SignedHeaders", String.join(";", signedHeaders));
        credentials.sessionToken().ifPresent(token -> append(query, "X-Amz-Security-Token", token));

        SigningRequest complete = new SigningRequest(
                request.method(), request.rawPath(), query.toString(), request.headers(), request.payloadHash());
        PathStyle style = service.equals("s3") ? PathStyle.AS_SENT : PathStyle.NORMALIZED;
        CanonicalRequest canonical = CanonicalRequest.ofPresigned(complete, signedHeaders, style);
        append(
                query,
                "X-Amz-Signature",
                SigningKey.derive(credentials.secretAccessKey(), scope)
                        .sign(StringToSign.of(AmzDate.format(now), scope, canonical)));
        return query.toString();
    }

    static SigningRequest withHeaders(SigningRequest request, Map<String, String> added) {
        var headers = new HashMap<>(request.headers());
        added.forEach((name, value) -> headers.put(name, List.of(value)));
        return new SigningRequest(
                request.method(), request.rawPath(), request.rawQuery(), headers, request.payloadHash());
    }

    static List<String> signedHeaders(SigningRequest request) {
        var names = new ArrayList<>(request.headers().keySet());
        names.removeIf(NEVER_SIGNED::contains);
        if (!names.contains("host")) {
            throw new IllegalArgumentException("a request to sign needs its Host header");
        }
        names.sort(null);
        return names;
    }

    static String authorization(
            String accessKeyId, CredentialScope scope, List<String> signedHeaders, String signature) {
        return StringToSign.ALGORITHM + " Credential=" + accessKeyId + '/' + scope + ", SignedHeaders="
                + String.join(";", signedHeaders) + ", Signature=" + signature;
    }

    private static void append(StringBuilder query, String name, String value) {
        if (!query.isEmpty()) {
            query.append('&');
        }
        query.append(name).append('=');
        PercentEncoding.encode(value, false, query);
    }
}

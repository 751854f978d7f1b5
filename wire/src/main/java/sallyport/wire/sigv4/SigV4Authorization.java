// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The claim a request makes about who signed it, from the {@code Authorization} header or from query parameters. Nothing is proven yet.
 *
 * @param accessKeyId at most 128 letters, digits, hyphens and underscores; a node writes its own id here
 * @param signedHeaders lower case, sorted, without duplicates, {@code host} among them
 * @param signature as sent: lower-case hex, or base64 from a node
 * @param presigned true if it was read from query parameters
 * @param validFor how long after {@code signedAt} a presigned request says it is good
 * @param securityToken the session token sent along, signed or not
 */
public record SigV4Authorization(
        String accessKeyId,
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        Instant signedAt,
        boolean presigned,
        Optional<Duration> validFor,
        Optional<String> securityToken) {
    private static final int LONGEST_HEADER = 8192;
    private static final long LONGEST_VALIDITY_SECONDS = 604_800;
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final List<String> PARTS = List.of("Credential", "Signature", "SignedHeaders");

    public SigV4Authorization {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** True if the query carries a signature, or the beginnings of one. */
    public static boolean isPresigned(QueryString query) {
        return query.first("X-Amz-Algorithm").isPresent()
                || query.first("X-Amz-Credential").isPresent()
                || query.first("X-Amz-Signature").isPresent();
    }

    /**
     * Reads the header form.
     *
     * @param authorization the value of the {@code Authorization} header
     * @param header finds the first value of another header: {@code X-Amz-Date}, {@code Date}, {@code X-Amz-Security-Token}
     */
    public static SigV4Authorization ofHeader(String authorization, Function<String, Optional<String>> header)
            throws MalformedAuthorizationException {
        Map<String, String> parts = parts(authorization);
        Optional<String> date = header.apply("X-Amz-Date").or(() -> header.apply("Date"));
        requireParts(parts, date.isPresent(), authorization);
        Credential credential = Credential.parse(part(parts, "Credential"));
        return new SigV4Authorization(
                credential.accessKeyId(),
                credential.scope(),
                signedHeaders(part(parts, "SignedHeaders")),
                part(parts, "Signature"),
                signedAt(date.orElseThrow()),
                false,
                Optional.empty(),
                header.apply("X-Amz-Security-Token"));
    }

    /** Reads the presigned form. */
    public static SigV4Authorization ofQuery(QueryString query) throws MalformedAuthorizationException {
        String algorithm = parameter(query, "X-Amz-Algorithm");
        if (!algorithm.equals(StringToSign.ALGORITHM)) {
            throw new MalformedAuthorizationException("Unsupported AWS 'algorithm': '" + shortened(algorithm) + "'.");
        }
        Credential credential = Credential.parse(parameter(query, "X-Amz-Credential"));
        return new SigV4Authorization(
                credential.accessKeyId(),
                credential.scope(),
                signedHeaders(parameter(query, "X-Amz-SignedHeaders")),
                parameter(query, "X-Amz-Signature"),
                signedAt(parameter(query, "X-Amz-Date")),
                true,
                validFor(query.first("X-Amz-Expires")),
                query.first("X-Amz-Security-Token"));
    }

    // SECURITY: the signature is good for minutes; it stays out of logs with the token.
    @Override
    public String toString() {
        return "SigV4Authorization[accessKeyId=" + accessKeyId + ", scope=" + scope + ", signedHeaders=" + signedHeaders
                + ", signedAt=" + signedAt + ", presigned=" + presigned + "]";
    }

    /** Splits at commas and at the first equals sign of each part, because a base64 signature has more of them. */
    private static Map<String, String> parts(String authorization) throws MalformedAuthorizationException {
        if (authorization.length() > LONGEST_HEADER) {
            throw new MalformedAuthorizationException(
                    "Authorization header must not be longer than " + LONGEST_HEADER + " characters.");
        }
        String trimmed = authorization.strip();
        int space = trimmed.indexOf(' ');
        String algorithm = space < 0 ? trimmed : trimmed.substring(0, space);
        var parts = new HashMap<String, String>();
        for (String part : trimmed.substring(algorithm.length()).split(",", -1)) {
            String pair = part.strip();
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new MalformedAuthorizationException("Invalid key=value pair (missing equal-sign) in"
                        + " Authorization header (hashed with SHA-256 and encoded with Base64): '" + hashed(pair)
                        + "'.");
            }
            String name = pair.substring(0, equals).strip();
            if (PARTS.contains(name)
                    && parts.put(name, pair.substring(equals + 1).strip()) != null) {
                throw new MalformedAuthorizationException("Authorization header has more than one '" + name + "'.");
            }
        }
        if (!algorithm.equals(StringToSign.ALGORITHM) && !parts.isEmpty()) {
            throw new MalformedAuthorizationException("Unsupported AWS 'algorithm': '" + shortened(algorithm) + "'.");
        }
        return parts;
    }

    private static void requireParts(Map<String, String> parts, boolean dated, String authorization)
            throws MalformedAuthorizationException {
        var missing = new ArrayList<String>();
        for (String name : PARTS) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (!dated) {
            missing.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        if (!missing.isEmpty()) {
            throw new MalformedAuthorizationException(String.join(" ", missing)
                    + " (Hashed with SHA-256 and encoded with Base64) Authorization=" + hashed(authorization));
        }
    }

    private static String part(Map<String, String> parts, String name) {
        return parts.getOrDefault(name, "");
    }

    private static String parameter(QueryString query, String name) throws MalformedAuthorizationException {
        String found = "";
        for (QueryString.Parameter parameter : query.parameters()) {
            if (parameter.name().equals(name)) {
                if (!found.isEmpty()) {
                    throw new MalformedAuthorizationException("AWS query-string parameters must include '" + name
                            + "' only once. Re-examine the query-string parameters.");
                }
                found = parameter.value();
            }
        }
        if (found.isEmpty()) {
            throw new MalformedAuthorizationException(
                    "AWS query-string parameters must include '" + name + "'. Re-examine the query-string parameters.");
        }
        return found;
    }

    private static List<String> signedHeaders(String joined) throws MalformedAuthorizationException {
        List<String> names = Arrays.stream(joined.split(";", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        if (!names.contains("host")) {
            throw new MalformedAuthorizationException(
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        return names;
    }

    private static Instant signedAt(String date) throws MalformedAuthorizationException {
        Optional<Instant> basic = AmzDate.parse(date);
        if (basic.isPresent()) {
            return basic.get();
        }
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException neitherForm) {
            throw new MalformedAuthorizationException("Date must be in ISO-8601 'basic format'. Got '" + shortened(date)
                    + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    private static Optional<Duration> validFor(Optional<String> expires) throws MalformedAuthorizationException {
        if (expires.isEmpty()) {
            return Optional.empty();
        }
        try {
            long seconds = Long.parseLong(expires.get());
            if (seconds >= 1 && seconds <= LONGEST_VALIDITY_SECONDS) {
                return Optional.of(Duration.ofSeconds(seconds));
            }
        } catch (NumberFormatException notANumber) {
            throw new MalformedAuthorizationException("X-Amz-Expires should be a number");
        }
        throw new MalformedAuthorizationException("X-Amz-Expires must be between 1 and 604800 seconds");
    }

    private static String hashed(String text) {
        return Base64.getEncoder().encodeToString(SigningRequest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }

    private record Credential(String accessKeyId, CredentialScope scope) {
        static Credential parse(String credential) throws MalformedAuthorizationException {
            String[] elements = credential.split("/", -1);
            if (elements.length != 5 || !ACCESS_KEY_ID.matcher(elements[0]).matches()) {
                throw new MalformedAuthorizationException("Credential must have exactly 5 slash-delimited elements,"
                        + " e.g. keyid/date/region/service/term, got '" + shortened(credential) + "'");
            }
            if (!elements[4].equals(CredentialScope.TERMINATOR)) {
                throw new MalformedAuthorizationException("Credential should be scoped with a valid terminator: '"
                        + CredentialScope.TERMINATOR + "', not '" + shortened(elements[4]) + "'.");
            }
            return new Credential(elements[0], new CredentialScope(elements[1], elements[2], elements[3]));
        }
    }
}

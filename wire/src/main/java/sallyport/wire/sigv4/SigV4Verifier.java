// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/**
 * Checks a signature against the request, the key and the clock. Immutable.
 *
 * @param skew how far the signer's clock may be away, either way
 */
public record SigV4Verifier(PathStyle pathStyle, Duration skew) {
    /** What AWS grants every service but S3. */
    public static final SigV4Verifier STANDARD = new SigV4Verifier(PathStyle.NORMALIZED, Duration.ofMinutes(5));

    /** Checks a signature made with the secret of an access key. */
    public Verification verify(
            SigV4Authorization authorization, SigningRequest request, String secretAccessKey, Instant now) {
        return verify(authorization, request, now, text -> {
            String ours =
                    SigningKey.derive(secretAccessKey, authorization.scope()).sign(text);
            // SECURITY: constant time, so that the answer's delay tells nothing about the right signature.
            return MessageDigest.isEqual(
                    ours.getBytes(StandardCharsets.UTF_8),
                    authorization.signature().getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Checks a signature made with a node's private key. */
    public Verification verify(
            SigV4Authorization authorization, SigningRequest request, PublicKey nodeKey, Instant now) {
        return verify(
                authorization, request, now, text -> NodeSignature.verify(nodeKey, text, authorization.signature()));
    }

    private Verification verify(
            SigV4Authorization authorization, SigningRequest request, Instant clock, Predicate<StringToSign> signed) {
        Instant now = clock.truncatedTo(ChronoUnit.SECONDS);
        String amzDate = AmzDate.format(authorization.signedAt());
        String scopeDate = authorization.scope().date();
        if (!amzDate.startsWith(scopeDate) || scopeDate.length() != 8) {
            return new Verification.ScopeDateMismatch(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                            + scopeDate + "' != '" + amzDate.substring(0, 8) + "', from '" + amzDate + "'.");
        }
        Duration lifetime = authorization.validFor().orElse(skew);
        if (authorization.signedAt().isBefore(now.minus(lifetime))) {
            return new Verification.Expired("Signature expired: " + amzDate + " is now earlier than "
                    + AmzDate.format(now.minus(lifetime)) + " (" + AmzDate.format(now) + " - " + inWords(lifetime)
                    + ")");
        }
        if (authorization.signedAt().isAfter(now.plus(skew))) {
            return new Verification.NotYetCurrent("Signature not yet current: " + amzDate + " is still later than "
                    + AmzDate.format(now.plus(skew)) + " (" + AmzDate.format(now) + " + " + inWords(skew) + ")");
        }
        CanonicalRequest canonical = authorization.presigned()
                ? CanonicalRequest.ofPresigned(request, authorization.signedHeaders(), pathStyle)
                : CanonicalRequest.of(request, authorization.signedHeaders(), pathStyle);
        StringToSign text = StringToSign.of(amzDate, authorization.scope(), canonical);
        return signed.test(text) ? new Verification.Valid() : new Verification.SignatureMismatch(canonical, text);
    }

    private static String inWords(Duration duration) {
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + " min." : duration.toSeconds() + " s.";
    }
}

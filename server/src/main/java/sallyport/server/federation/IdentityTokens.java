// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Checks tokens of OpenID Connect. Thread-safe. */
public final class IdentityTokens {
    private static final String SCHEME = "https://";

    /** How far a provider's clock may be ahead of ours. Nothing is forgiven at the end of a token. */
    private static final Duration EARLY = Duration.ofSeconds(60);

    /** SECURITY: signatures by the provider's private key alone; neither none nor shared secrets. */
    private static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

    private final IssuerKeys keys;

    public IdentityTokens(IssuerKeys keys) {
        this.keys = keys;
    }

    /**
     * Checks a token.
     *
     * @param clients who may be meant, by issuer without {@code https://}; empty if the account does not know the issuer
     */
    public TokenVerdict verify(String text, Function<String, Optional<List<String>>> clients, Instant now) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            String issuer = claims.getIssuer();
            if (issuer == null || !issuer.startsWith(SCHEME) || claims.getSubject() == null) {
                return new TokenVerdict.Invalid("The token must have an issuer with https and a subject");
            }
            String name = issuer.substring(SCHEME.length());
            Optional<List<String>> known = clients.apply(name);
            if (known.isEmpty()) {
                return new TokenVerdict.Invalid("No OpenIDConnect provider found in your account for " + issuer);
            }
            Optional<String> keyId = Optional.ofNullable(token.getHeader().getKeyID());
            Optional<JWKSet> issued = keys.of(issuer, keyId);
            if (issued.isEmpty()) {
                return new TokenVerdict.Unreachable();
            }
            if (!signed(token, issued.get(), keyId)) {
                return new TokenVerdict.Invalid("Couldn't verify the token's signature with a key of its issuer");
            }
            Optional<String> audience =
                    claims.getAudience().stream().filter(known.get()::contains).findFirst();
            if (audience.isEmpty()) {
                return new TokenVerdict.Invalid("Incorrect token audience");
            }
            return inTime(claims, now)
                    .orElseGet(
                            () -> new TokenVerdict.Good(new IdentityToken(name, claims.getSubject(), audience.get())));
        } catch (ParseException | JOSEException e) {
            return new TokenVerdict.Invalid("The token could not be parsed");
        }
    }

    private static Optional<TokenVerdict> inTime(JWTClaimsSet claims, Instant now) {
        Date expires = claims.getExpirationTime();
        if (expires == null || claims.getIssueTime() == null) {
            return Optional.of(new TokenVerdict.Invalid("Missing a required claim: exp and iat"));
        }
        if (!now.isBefore(expires.toInstant())) {
            return Optional.of(new TokenVerdict.Expired());
        }
        Date notBefore = claims.getNotBeforeTime() == null ? claims.getIssueTime() : claims.getNotBeforeTime();
        return notBefore.toInstant().isAfter(now.plus(EARLY))
                ? Optional.of(new TokenVerdict.Invalid("The token is not yet valid"))
                : Optional.empty();
    }

    private static boolean signed(SignedJWT token, JWKSet issued, Optional<String> keyId) throws JOSEException {
        JWSHeader header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return false;
        }
        for (JWK key : issued.getKeys()) {
            if (keyId.isPresent() && !keyId.get().equals(key.getKeyID())) {
                continue;
            }
            boolean rsa = JWSAlgorithm.Family.RSA.contains(header.getAlgorithm());
            if (rsa && key instanceof RSAKey pair && token.verify(new RSASSAVerifier(pair))) {
                return true;
            }
            if (!rsa && key instanceof ECKey pair && token.verify(new ECDSAVerifier(pair))) {
                return true;
            }
        }
        return false;
    }
}

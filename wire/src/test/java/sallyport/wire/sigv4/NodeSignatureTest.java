// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final String NODE = "mi-0123456789abcdef0";
    private static final KeyPair KEYS = rsa();
    private static final SigningRequest REQUEST = SigningRequest.of(
            "POST",
            URI.create("https://ssm.us-east-1.gw.test:8443/"),
            Map.of(
                    "Content-Type", "application/x-amz-json-1.1",
                    "X-Amz-Target", "AmazonSSM.RequestManagedInstanceRoleToken"),
            "{\"Fingerprint\":\"f\"}".getBytes(StandardCharsets.UTF_8));

    @Test
    void looksAsTheAgentsDoes() throws InvalidKeyException {
        Map<String, String> added = NodeSignature.sign(REQUEST, NODE, KEYS.getPrivate(), "us-east-1", NOW);
        assertThat(added.get("X-Amz-Date")).isEqualTo("20261123T090000Z");
        assertThat(added.get("Authorization"))
                .matches("AWS4-HMAC-SHA256 Credential=" + NODE + "/20261123/us-east-1/ssm/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[A-Za-z0-9+/]{342}==");
    }

    @Test
    void isGoodForTheNodesKeyOnly() throws InvalidKeyException, MalformedAuthorizationException {
        Map<String, String> added = NodeSignature.sign(REQUEST, NODE, KEYS.getPrivate(), "us-east-1", NOW);
        SigV4Authorization authorization = parse(added);
        SigningRequest received = SigV4Signer.withHeaders(REQUEST, added);

        assertThat(verify(authorization, received, KEYS.getPublic(), NOW)).isEqualTo(new Verification.Valid());
        assertThat(verify(authorization, received, rsa().getPublic(), NOW))
                .isInstanceOf(Verification.SignatureMismatch.class);
        assertThat(verify(authorization, REQUEST, KEYS.getPublic(), NOW))
                .isInstanceOf(Verification.SignatureMismatch.class);
        assertThat(verify(authorization, received, KEYS.getPublic(), NOW.plusSeconds(301)))
                .isInstanceOf(Verification.Expired.class);
    }

    @Test
    void isNeverGoodIfItIsNoSignature() throws MalformedAuthorizationException {
        for (String junk : List.of("abc", "!", "A".repeat(344), "0".repeat(64))) {
            SigV4Authorization authorization = parse(Map.of(
                    "X-Amz-Date",
                    "20261123T090000Z",
                    "Authorization",
                    SigV4Signer.authorization(
                            NODE, CredentialScope.of(NOW, "us-east-1", "ssm"), List.of("host"), junk)));
            assertThat(verify(authorization, REQUEST, KEYS.getPublic(), NOW))
                    .isInstanceOf(Verification.SignatureMismatch.class);
        }
    }

    private static Verification verify(
            SigV4Authorization authorization, SigningRequest request, PublicKey key, Instant now) {
        return SigV4Verifier.STANDARD.verify(authorization, request, key, now);
    }

    private static SigV4Authorization parse(Map<String, String> headers) throws MalformedAuthorizationException {
        return SigV4Authorization.ofHeader(
                headers.get("Authorization"), name -> Optional.ofNullable(headers.get(name)));
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

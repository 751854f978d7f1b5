// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The signature of a node that has a key but no credentials yet: RSASSA-PSS over the ordinary string to sign, base64 where the hex would
 * be, the node's id as access key id. The algorithm is still called AWS4-HMAC-SHA256, because AWS's agent writes that.
 *
 * <p>Source: docs/protocol/agent.md §3 (ran with amazon-ssm-agent 3.3.0.0).
 */
public final class NodeSignature {
    /** SHA-256, MGF1 with SHA-256, salt as long as the hash. */
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private NodeSignature() {}

    /** Returns the headers to add to the request, as {@link SigV4Signer#sign} does. The service is always {@code ssm}. */
    public static Map<String, String> sign(
            SigningRequest request, String nodeId, PrivateKey key, String region, Instant now)
            throws InvalidKeyException {
        var added = new LinkedHashMap<String, String>();
        added.put("X-Amz-Date", AmzDate.format(now));
        SigningRequest complete = SigV4Signer.withHeaders(request, added);
        List<String> signedHeaders = SigV4Signer.signedHeaders(complete);
        CredentialScope scope = CredentialScope.of(now, region, "ssm");
        CanonicalRequest canonical = CanonicalRequest.of(complete, signedHeaders, PathStyle.NORMALIZED);
        String signature = sign(key, StringToSign.of(AmzDate.format(now), scope, canonical));
        added.put("Authorization", SigV4Signer.authorization(nodeId, scope, signedHeaders, signature));
        return added;
    }

    /** False for a signature by another key, over another text, or that is no signature at all. */
    static boolean verify(PublicKey key, StringToSign text, String base64Signature) {
        try {
            Signature verifier = pss();
            verifier.initVerify(key);
            verifier.update(text.text().getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(base64Signature));
        } catch (IllegalArgumentException | InvalidKeyException | SignatureException notASignatureOfThisKey) {
            return false;
        }
    }

    private static String sign(PrivateKey key, StringToSign text) throws InvalidKeyException {
        Signature signer = pss();
        signer.initSign(key);
        try {
            signer.update(text.text().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (SignatureException keyTooShort) {
            throw new InvalidKeyException("the node's key cannot make a PSS signature", keyTooShort);
        }
    }

    private static Signature pss() {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(PSS);
            return signature;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

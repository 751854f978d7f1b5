// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate authority by its fingerprint: finds it in the chain the server sent and lets the JDK validate
 * the chain, the dates and the host name against that authority alone. Stateless and safe for any thread.
 */
final class PinnedAuthority extends X509ExtendedTrustManager {
    private final byte[] sha256;

    PinnedAuthority(byte[] sha256) {
        this.sha256 = sha256.clone();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        authorityOf(chain).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        authorityOf(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        // SECURITY: this form knows no host name, so it must never succeed.
        throw new CertificateException("a certificate is only checked together with the host it is for");
    }

    private X509ExtendedTrustManager authorityOf(X509Certificate[] chain) throws CertificateException {
        for (var certificate : chain) {
            if (MessageDigest.isEqual(sha256, digestOf(certificate))) {
                try {
                    return TlsContexts.anchoredAt(Set.of(new TrustAnchor(certificate, null)));
                } catch (IOException e) {
                    throw new CertificateException(e.getMessage(), e);
                }
            }
        }
        throw new CertificateException("the server's certificate does not come from the authority with SHA-256 "
                + HexFormat.of().formatHex(sha256));
    }

    private static byte[] digestOf(X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw refusedAsServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw refusedAsServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw refusedAsServer();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static CertificateException refusedAsServer() {
        return new CertificateException("this end never acts as a TLS server");
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's TLS, given the anchors a {@link Trust} names. */
final class TlsContexts {
    private TlsContexts() {}

    /** A context whose servers {@code manager} judges; null leaves it to the authorities Java itself ships. */
    static SSLContext of(@Nullable X509ExtendedTrustManager manager) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, manager == null ? null : new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java runtime cannot speak TLS: " + e.getMessage(), e);
        }
    }

    /** The JDK's own path validation, with these anchors and no others. */
    static X509ExtendedTrustManager anchoredAt(Set<TrustAnchor> anchors) throws IOException {
        try {
            var parameters = new PKIXBuilderParameters(anchors, null);
            parameters.setRevocationEnabled(false); // a private authority publishes no revocation list
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java runtime cannot validate certificates: " + e.getMessage(), e);
        }
    }
}

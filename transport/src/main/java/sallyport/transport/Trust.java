// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/**
 * Whose certificate a server must show. Every case also requires that the certificate names the host dialled; there
 * is no case that trusts what it meets first and none that trusts anything.
 */
public sealed interface Trust {
    /**
     * A TLS context that accepts exactly the servers this trust describes. Expensive: one {@link Connector} makes one.
     *
     * @throws IOException when a certificate file cannot be read or holds no certificate
     */
    SSLContext context() throws IOException;

    /** The certificate authorities of this machine: the operating system's bundle, or Java's own where there is none. */
    record SystemDefault() implements Trust {
        /** Where Debian, Fedora, openSUSE and Alpine keep the bundle an operator adds an authority to. */
        private static final List<Path> BUNDLES = List.of(
                Path.of("/etc/ssl/certs/ca-certificates.crt"),
                Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
                Path.of("/etc/ssl/ca-bundle.pem"),
                Path.of("/etc/ssl/cert.pem"));

        @Override
        public SSLContext context() throws IOException {
            for (var bundle : BUNDLES) {
                if (Files.isReadable(bundle)) {
                    return new CaFile(bundle).context();
                }
            }
            return TlsContexts.of(null);
        }
    }

    /** The authorities in a PEM file. */
    record CaFile(Path file) implements Trust {
        @Override
        public SSLContext context() throws IOException {
            var anchors = new HashSet<TrustAnchor>();
            // Read in one go: the JDK's parser takes single bytes, each a system call on a stream of a file.
            var pem = new ByteArrayInputStream(Files.readAllBytes(file));
            try {
                for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    anchors.add(new TrustAnchor((X509Certificate) certificate, null));
                }
            } catch (CertificateException e) {
                throw new IOException("\"" + file + "\" is not a file of PEM certificates: " + e.getMessage(), e);
            }
            if (anchors.isEmpty()) {
                throw new IOException("\"" + file + "\" holds no certificate");
            }
            return TlsContexts.of(TlsContexts.anchoredAt(anchors));
        }
    }

    /**
     * One authority, known by the SHA-256 of its DER form (what {@code openssl x509 -fingerprint -sha256} prints). The
     * server must send that certificate at the end of its chain, as Sallyport's does.
     */
    record CaSha256(String hex) implements Trust {
        private static final int HEX_DIGITS = 64;

        /** @param hex 64 hexadecimal digits in either case, with or without the colons OpenSSL prints */
        public CaSha256 {
            hex = hex.replace(":", "").strip().toLowerCase(Locale.ROOT);
            if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
                throw new IllegalArgumentException("a SHA-256 is written with 64 hexadecimal digits");
            }
        }

        @Override
        public SSLContext context() throws IOException {
            return TlsContexts.of(new PinnedAuthority(HexFormat.of().parseHex(hex)));
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives for one test. */
final class TestAuthority {
    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(36_500);

    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    TestAuthority() {
        this.certificate = sign("CN=Test authority", keys, new GeneralName(GeneralName.dNSName, "unused.test"), true);
    }

    /** The certificate as a PEM file. */
    Path writePem(Path file) throws IOException, GeneralSecurityException {
        return Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    String sha256() throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /** TLS for a server known by this DNS name or, if it looks like one, address; its chain ends with this authority. */
    SSLContext serverContext(String name) throws IOException, GeneralSecurityException {
        var kind = Character.isDigit(name.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName;
        var leafKeys = newKeys();
        var leaf = sign("CN=" + name, leafKeys, new GeneralName(kind, name), false);
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", leafKeys.getPrivate(), new char[0], new X509Certificate[] {leaf, certificate});
        var managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate sign(String subject, KeyPair subjectKeys, GeneralName name, boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                            new X500Name("CN=Test authority"),
                            BigInteger.valueOf(authority ? 1 : 2),
                            Date.from(BORN),
                            Date.from(BORN.plus(LIFE)),
                            new X500Name(subject),
                            subjectKeys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }
}

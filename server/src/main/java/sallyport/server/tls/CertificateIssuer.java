// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes P-256 keys and X.509 certificates. Not thread-safe; used once at start. */
final class CertificateIssuer {

    /** Nodes whose clocks run late must still accept a certificate made a moment ago. */
    private static final Duration BACKDATE = Duration.ofHours(1);

    private static final int SERIAL_BITS = 120;

    private final SecureRandom random;

    CertificateIssuer(SecureRandom random) {
        this.random = random;
    }

    KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    X509Certificate selfSigned(KeyPair keys, Instant from, Instant until) throws GeneralSecurityException {
        BigInteger serial = serial();
        // The serial in the name keeps two authorities apart in a trust store that holds both.
        X500Principal name = new X500Principal("CN=Sallyport CA " + serial.toString(36) + ",O=Sallyport");
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, serial, start(from), Date.from(until), name, keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers().createSubjectKeyIdentifier(keys.getPublic()));
            return sign(builder, keys.getPrivate());
        } catch (CertIOException e) {
            throw new GeneralSecurityException("cannot encode the authority's certificate", e);
        }
    }

    X509Certificate leaf(
            PublicKey key,
            SubjectNames names,
            X509Certificate authority,
            PrivateKey authorityKey,
            Instant from,
            Instant until)
            throws GeneralSecurityException {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    authority,
                    serial(),
                    start(from),
                    Date.from(until),
                    new X500Principal("CN=Sallyport server,O=Sallyport"),
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, identifiers().createSubjectKeyIdentifier(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers().createAuthorityKeyIdentifier(authority))
                    .addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            return sign(builder, authorityKey);
        } catch (CertIOException e) {
            throw new GeneralSecurityException("cannot encode the listener's certificate", e);
        }
    }

    static SubjectNames namesOf(X509Certificate certificate) throws GeneralSecurityException {
        Set<String> dnsNames = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                switch ((Integer) alternative.get(0)) {
                    case GeneralName.dNSName -> dnsNames.add((String) alternative.get(1));
                    case GeneralName.iPAddress -> addresses.add((String) alternative.get(1));
                    default -> {} // other kinds are none of ours
                }
            }
        }
        return new SubjectNames(dnsNames, addresses);
    }

    private static GeneralNames alternatives(SubjectNames names) {
        List<GeneralName> alternatives = new ArrayList<>();
        names.dnsNames().stream()
                .sorted()
                .forEach(name -> alternatives.add(new GeneralName(GeneralName.dNSName, name)));
        names.addresses().stream()
                .sorted()
                .forEach(name -> alternatives.add(new GeneralName(GeneralName.iPAddress, name)));
        return new GeneralNames(alternatives.toArray(new GeneralName[0]));
    }

    private BigInteger serial() {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    }

    private static Date start(Instant from) {
        return Date.from(from.minus(BACKDATE));
    }

    private static JcaX509ExtensionUtils identifiers() throws GeneralSecurityException {
        return new JcaX509ExtensionUtils();
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign a certificate", e);
        }
    }
}

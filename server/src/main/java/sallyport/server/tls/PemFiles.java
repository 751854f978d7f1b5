// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Reads and writes the server's PEM files; a private key's file is 0600 from its first byte. */
public final class PemFiles {

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemFiles() {}

    static void writeKey(Path file, PrivateKey key) throws IOException {
        writePrivateKey(file, key.getEncoded());
    }

    /** Writes a private key, which is in PKCS#8. */
    public static void writePrivateKey(Path file, byte[] pkcs8) throws IOException {
        replace(file, block("PRIVATE KEY", pkcs8), PRIVATE);
    }

    /** Writes a public key, which is an X.509 SubjectPublicKeyInfo. */
    public static void writePublicKey(Path file, byte[] spki) throws IOException {
        replace(file, block("PUBLIC KEY", spki), PUBLIC);
    }

    /**
     * What the only block of a file holds, in DER.
     *
     * @throws IOException also if the file is not in PEM form
     */
    public static byte[] readBlock(Path file) throws IOException {
        String body = Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("\"%s\" is not in PEM form".formatted(file), e);
        }
    }

    static void writeCertificates(Path file, List<X509Certificate> chain) throws IOException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IOException("cannot encode a certificate for " + file, e);
            }
        }
        replace(file, text.toString(), PUBLIC);
    }

    static PrivateKey readKey(Path file) throws IOException {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(readBlock(file));
        try {
            return KeyFactory.getInstance(keyAlgorithm(encoded)).generatePrivate(encoded);
        } catch (GeneralSecurityException e) {
            throw new IOException("\"%s\" holds no PKCS#8 private key in PEM form".formatted(file), e);
        }
    }

    static List<X509Certificate> readCertificates(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new IOException("\"%s\" holds no certificate in PEM form".formatted(file));
            }
            return chain;
        } catch (CertificateException e) {
            throw new IOException("\"%s\" holds no certificate in PEM form".formatted(file), e);
        }
    }

    /** PKCS#8 names the algorithm inside; the JDK wants it named outside, so the two kinds in use are tried. */
    private static String keyAlgorithm(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        try {
            KeyFactory.getInstance("EC").generatePrivate(encoded);
            return "EC";
        } catch (InvalidKeySpecException e) {
            return "RSA";
        }
    }

    private static String block(String label, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, LINES.encodeToString(der), label);
    }

    private static void replace(Path file, String text, Set<PosixFilePermission> permissions) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(permissions));
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Key and certificate chain of the listener, issued by the server's own authority.
 *
 * <p>Files under the data directory: {@code ca.pem} (0644, hand it to users and nodes), {@code ca-key.pem}, {@code server.pem}, {@code server-key.pem}
 * (all 0600). An operator who brings a certificate of his own replaces {@code server.pem} and {@code server-key.pem} and sets
 * {@code tls.managed = false}; then nothing here writes.
 *
 * @param key private key of the listener
 * @param chain leaf first, the authority last, so that a client can pin the authority by fingerprint
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    /** Clients such as Apple's refuse server certificates of more than 398 days. */
    private static final Duration LEAF_LIFETIME = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(60);

    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Reads the certificate, making authority and leaf where they are missing, and a new leaf where the present one lacks a name or ends within 60 days.
     *
     * @throws IOException if a file cannot be read or written, or holds no key or certificate
     * @throws GeneralSecurityException if the Java platform lacks EC keys
     */
    public static ServerCertificate openOrCreate(
            Path directory, SubjectNames names, InstantSource clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        Path caFile = directory.resolve("ca.pem");
        Path caKeyFile = directory.resolve("ca-key.pem");
        Path leafFile = directory.resolve("server.pem");
        Path leafKeyFile = directory.resolve("server-key.pem");
        CertificateIssuer issuer = new CertificateIssuer(random);
        Instant now = clock.instant();

        if (!Files.exists(caFile) || !Files.exists(caKeyFile)) {
            KeyPair keys = issuer.newKeyPair();
            X509Certificate authority = issuer.selfSigned(keys, now, now.plus(AUTHORITY_LIFETIME));
            PemFiles.writeKey(caKeyFile, keys.getPrivate());
            PemFiles.writeCertificates(caFile, List.of(authority));
        }
        X509Certificate authority = PemFiles.readCertificates(caFile).getFirst();
        if (!Files.exists(leafFile) || !Files.exists(leafKeyFile) || stale(leafFile, names, authority, now)) {
            KeyPair keys = issuer.newKeyPair();
            PrivateKey authorityKey = PemFiles.readKey(caKeyFile);
            X509Certificate leaf =
                    issuer.leaf(keys.getPublic(), names, authority, authorityKey, now, now.plus(LEAF_LIFETIME));
            PemFiles.writeKey(leafKeyFile, keys.getPrivate());
            PemFiles.writeCertificates(leafFile, List.of(leaf, authority));
        }
        return read(directory);
    }

    /** Reads {@code server.pem} and {@code server-key.pem} as they are. */
    public static ServerCertificate read(Path directory) throws IOException {
        return new ServerCertificate(
                PemFiles.readKey(directory.resolve("server-key.pem")),
                PemFiles.readCertificates(directory.resolve("server.pem")));
    }

    /** SHA-256 of the last certificate of the chain, in hex: what {@code sallyport agent register --ca-sha256} takes. */
    public String authoritySha256() throws GeneralSecurityException {
        byte[] der = chain.getLast().getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    }

    private static boolean stale(Path leafFile, SubjectNames names, X509Certificate authority, Instant now)
            throws IOException, GeneralSecurityException {
        X509Certificate leaf = PemFiles.readCertificates(leafFile).getFirst();
        boolean endsSoon = leaf.getNotAfter().toInstant().isBefore(now.plus(RENEW_BEFORE));
        boolean otherAuthority = !Objects.equals(leaf.getIssuerX500Principal(), authority.getSubjectX500Principal());
        return endsSoon || otherAuthority || !names.coveredBy(CertificateIssuer.namesOf(leaf));
    }

    /** Shows subjects only, never the key. */
    @Override
    public String toString() {
        return "ServerCertificate[%s]".formatted(chain.getFirst().getSubjectX500Principal());
    }
}

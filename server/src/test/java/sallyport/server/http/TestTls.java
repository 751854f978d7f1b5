// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import sallyport.server.tls.ServerCertificate;
import sallyport.server.tls.SubjectNames;

/** A certificate for localhost, and a client that trusts its authority. */
public record TestTls(TlsIdentity identity, SSLContext client) {
    public static TestTls create(Path directory) throws IOException, GeneralSecurityException {
        SubjectNames names = SubjectNames.of(List.of(), "us-east-1", Optional.empty());
        ServerCertificate certificate =
                ServerCertificate.openOrCreate(directory, names, InstantSource.system(), new SecureRandom());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate.chain().getLast());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        return new TestTls(new TlsIdentity(certificate.key(), certificate.chain()), client);
    }
}

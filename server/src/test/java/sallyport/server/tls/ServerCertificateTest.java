// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void coversEveryNameThatClientsDial() throws Exception {
        ServerCertificate certificate = open(List.of("gw.example.com", "10.1.2.3"), NOW);

        SubjectNames names = CertificateIssuer.namesOf(certificate.chain().getFirst());
        assertThat(names.dnsNames())
                .contains(
                        "localhost",
                        "gw.example.com",
                        "example.com",
                        "*.us-east-1.example.com",
                        "*.s3.us-east-1.example.com");
        assertThat(names.addresses()).contains("127.0.0.1", "10.1.2.3", "0:0:0:0:0:0:0:1");
    }

    @Test
    void leafIsSignedByTheAuthorityThatIsServedWithIt() throws Exception {
        List<X509Certificate> chain = open(List.of(), NOW).chain();

        assertThat(chain).hasSize(2);
        chain.get(0).verify(chain.get(1).getPublicKey());
        chain.get(1).verify(chain.get(1).getPublicKey());
        assertThat(chain.get(1).getBasicConstraints()).isZero();
        assertThat(chain.get(0).getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void privateKeysAreReadableByTheirOwnerAlone() throws Exception {
        open(List.of(), NOW);

        for (String name : List.of("ca-key.pem", "server-key.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void staysTheSameWhileItsNamesAndItsLifetimeHold() throws Exception {
        ServerCertificate first = open(List.of("gw.example.com"), NOW);
        ServerCertificate second = open(List.of("gw.example.com"), NOW.plus(Duration.ofDays(300)));

        assertThat(second.chain()).isEqualTo(first.chain());
    }

    @Test
    void isRenewedUnderTheSameAuthorityForANewNameOrNearItsEnd() throws Exception {
        ServerCertificate first = open(List.of(), NOW);
        ServerCertificate named = open(List.of("new.example.com"), NOW);
        ServerCertificate aged = open(List.of("new.example.com"), NOW.plus(Duration.ofDays(350)));

        assertThat(named.chain().getFirst()).isNotEqualTo(first.chain().getFirst());
        assertThat(aged.chain().getFirst()).isNotEqualTo(named.chain().getFirst());
        assertThat(aged.authoritySha256()).isEqualTo(first.authoritySha256());
    }

    @Test
    void refusesAFileThatHoldsNoKey() throws Exception {
        open(List.of(), NOW);
        Files.writeString(directory.resolve("server-key.pem"), "not a key");

        assertThatThrownBy(() -> ServerCertificate.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("server-key.pem");
    }

    private ServerCertificate open(List<String> hosts, Instant now) throws Exception {
        SubjectNames names = SubjectNames.of(hosts, "us-east-1", Optional.of("example.com"));
        return ServerCertificate.openOrCreate(directory, names, InstantSource.fixed(now), new SecureRandom());
    }
}

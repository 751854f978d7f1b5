// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class TrustTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TestAuthority authority = new TestAuthority();

    @TempDir
    Path directory;

    @Test
    void acceptsTheAuthorityInTheFile() throws Exception {
        try (var server = serverNamed("localhost")) {
            assertThat(answer(new Trust.CaFile(authority.writePem(directory.resolve("ca.pem"))), server.uri("/")))
                    .isEqualTo("hello");
        }
    }

    @Test
    void acceptsThePinnedAuthorityInEitherSpelling() throws Exception {
        try (var server = serverNamed("localhost")) {
            var colons = authority.sha256().toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
            assertThat(answer(new Trust.CaSha256(authority.sha256()), server.uri("/")))
                    .isEqualTo("hello");
            assertThat(answer(new Trust.CaSha256(colons), server.uri("/"))).isEqualTo("hello");
        }
    }

    @Test
    void refusesAnAuthorityThatIsNotThePinnedOne() throws Exception {
        try (var server = serverNamed("localhost")) {
            var other = new Trust.CaSha256(new TestAuthority().sha256());
            assertThatThrownBy(() -> answer(other, server.uri("/")))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("does not come from the authority");
        }
    }

    @Test
    void refusesAnAuthorityThatIsNotInTheFile() throws Exception {
        try (var server = serverNamed("localhost")) {
            var other = new Trust.CaFile(new TestAuthority().writePem(directory.resolve("other.pem")));
            assertThatThrownBy(() -> answer(other, server.uri("/"))).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void refusesAnAuthorityTheSystemDoesNotKnow() throws Exception {
        try (var server = serverNamed("localhost")) {
            assertThatThrownBy(() -> answer(new Trust.SystemDefault(), server.uri("/")))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void refusesACertificateForAnotherHostHoweverTheAuthorityIsTrusted() throws Exception {
        try (var server = serverNamed("elsewhere.test")) {
            var file = new Trust.CaFile(authority.writePem(directory.resolve("ca.pem")));
            assertThatThrownBy(() -> answer(file, server.uri("/"))).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> answer(new Trust.CaSha256(authority.sha256()), server.uri("/")))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void refusesToLeaveTheMachineWithoutTls() {
        assertThatThrownBy(() -> answer(new Trust.SystemDefault(), URI.create("http://192.0.2.1/")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without TLS");
    }

    @Test
    void saysWhatIsWrongWithACertificateFile() throws Exception {
        var empty = Files.writeString(directory.resolve("empty.pem"), "");
        assertThatThrownBy(() -> new Trust.CaFile(empty).context()).hasMessageContaining("holds no certificate");
        var garbage = Files.writeString(
                directory.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> new Trust.CaFile(garbage).context()).hasMessageContaining("garbage.pem");
        assertThatThrownBy(() -> new Trust.CaSha256("abc")).hasMessageContaining("64 hexadecimal digits");
    }

    private TestServer serverNamed(String name) throws IOException, GeneralSecurityException {
        return TestServer.secure(authority.serverContext(name), socket -> {
            TestServer.readHead(socket);
            TestServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        });
    }

    private static String answer(Trust trust, URI uri) throws IOException {
        try (var caller = new HttpCaller(new Connector(trust, ProxySettings.none()), TIMEOUT)) {
            return caller.call("GET", uri, Map.of(), new byte[0]).text();
        }
    }
}

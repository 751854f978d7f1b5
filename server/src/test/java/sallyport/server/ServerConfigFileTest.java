// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigFileTest {

    private static final Path DATA = Path.of("/var/lib/sallyport");

    /** Every default and every key, so that neither can be forgotten or changed by accident. */
    @Test
    void hasTheseDefaults() throws Exception {
        assertThat(parse())
                .isEqualTo(new ServerConfig(
                        DATA,
                        new ServerConfig.HostPort("0.0.0.0", 8443),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        true,
                        "us-east-1",
                        Optional.empty(),
                        "sqlite",
                        new ServerConfig.Http(
                                20_000,
                                new ByteSize(4 << 20),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(75)),
                        new ServerConfig.Session(Duration.ofMinutes(20), Duration.ZERO, Duration.ofSeconds(60), false),
                        new ServerConfig.Ledger(Duration.ofMinutes(5), new ByteSize(256 << 20)),
                        List.of()));
    }

    @Test
    void readsEveryKey() throws Exception {
        ServerConfig config = parse(FULL.split("\n"));

        assertThat(config)
                .isEqualTo(new ServerConfig(
                        Path.of("/srv/s"),
                        new ServerConfig.HostPort("::1", 443),
                        Optional.of(URI.create("https://gw.example.com")),
                        List.of("a.example.com", "10.0.0.1"),
                        Optional.of("example.com"),
                        false,
                        "eu-west-1",
                        Optional.of("123456789012"),
                        "jdbc:postgresql://db/s",
                        new ServerConfig.Http(
                                5,
                                new ByteSize(1 << 20),
                                Duration.ofSeconds(1),
                                Duration.ofMillis(1500),
                                Duration.ofMinutes(3)),
                        new ServerConfig.Session(
                                Duration.ofHours(1), Duration.ofHours(24), Duration.ofSeconds(30), true),
                        new ServerConfig.Ledger(Duration.ofMinutes(1), new ByteSize(1 << 30)),
                        List.of("https://id.example.com")));
    }

    @Test
    void printsWhatItReads() throws Exception {
        ServerConfig config = parse(FULL.split("\n"));

        assertThat(parse(ServerConfigFile.print(config).split("\n"))).isEqualTo(config);
    }

    @Test
    void neverPrintsADatabasePassword() throws Exception {
        String text =
                ServerConfigFile.print(parse("database = jdbc:postgresql://u:hunter2@db/s?password=hunter2&ssl=true"));

        assertThat(text).doesNotContain("hunter2").contains("ssl=true");
    }

    @Test
    void theCommandLineWinsOverTheFile() throws Exception {
        ServerConfig config =
                ServerConfigFile.parse(List.of("region = eu-west-1"), Map.of("region", "ap-south-1"), DATA);

        assertThat(config.region()).isEqualTo("ap-south-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sesion.idle-timeout = 5m | "sesion.idle-timeout" is no setting of the server
                    listen = 8443            | setting "listen": "8443" is not of the form address:port
                    listen = 0.0.0.0:70000   | setting "listen": 70000 is outside 0 to 65535
                    public-url = http://gw   | setting "public-url": "http://gw" is not of the form https://host:port
                    session.idle-timeout = 5 | setting "session.idle-timeout": "5" is not a duration
                    http.max-body = 4MB      | setting "http.max-body": "4MB" is not a size
                    account = 12             | setting "account": "12" does not consist of 12 digits
                    tls.managed = yes        | setting "tls.managed": "yes" is neither true nor false
                    database = mysql         | setting "database": write sqlite or a jdbc:postgresql: URL
                    region                   | line 1 is not of the form `key = value`
                    """)
    void saysWhichSettingIsWrongAndWhatToWrite(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAKeyThatIsSetTwice() {
        assertThatThrownBy(() -> parse("region = a", "region = b"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("line 2 sets \"region\" a second time");
    }

    private static ServerConfig parse(String... lines) throws InvalidConfigException {
        return ServerConfigFile.parse(List.of(lines), Map.of(), DATA);
    }

    private static final String FULL = """
            # everything
            data = /srv/s
            listen = [::1]:443
            public-url = https://gw.example.com
            tls.hosts = a.example.com, 10.0.0.1
            tls.domain = example.com
            tls.managed = false
            region = eu-west-1
            account = 123456789012
            database = jdbc:postgresql://db/s
            http.max-connections = 5
            http.max-body = 1MiB
            http.header-timeout = 1s
            http.body-timeout = 1500ms
            http.idle-timeout = 3m
            session.idle-timeout = 1h
            session.max-duration = 24h
            session.token-lifetime = 30s
            session.reauthorize-on-time = true
            ledger.checkpoint-every = 1m
            ledger.reserve = 1GiB
            oidc.issuers = https://id.example.com
            """;
}

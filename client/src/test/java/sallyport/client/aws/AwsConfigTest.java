// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.transport.Trust;
import sallyport.wire.sigv4.Credentials;

class AwsConfigTest {
    @TempDir
    private Path home;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void makeAwsDirectory() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
    }

    @Test
    void takesKeysFromTheEnvironment() throws Exception {
        variables.putAll(Map.of("AWS_ACCESS_KEY_ID", "AK", "AWS_SECRET_ACCESS_KEY", "SK", "AWS_SESSION_TOKEN", "ST"));
        credentialsFile("[default]\naws_access_key_id=other\naws_secret_access_key=other\n");

        assertThat(load("").credentials()).isEqualTo(Credentials.temporary("AK", "SK", "ST"));
    }

    @Test
    void aProfileAskedForBeatsKeysInTheEnvironment() throws Exception {
        variables.putAll(Map.of("AWS_ACCESS_KEY_ID", "AK", "AWS_SECRET_ACCESS_KEY", "SK"));
        credentialsFile("[work]\naws_access_key_id=WK\naws_secret_access_key=WS\n");

        assertThat(load("work").credentials()).isEqualTo(Credentials.longTerm("WK", "WS"));
    }

    @Test
    void keysInTheEnvironmentBeatAProfileNamedThere() throws Exception {
        variables.putAll(Map.of("AWS_ACCESS_KEY_ID", "AK", "AWS_SECRET_ACCESS_KEY", "SK", "AWS_PROFILE", "work"));
        credentialsFile("[work]\naws_access_key_id=WK\naws_secret_access_key=WS\n");

        assertThat(load("").credentials()).isEqualTo(Credentials.longTerm("AK", "SK"));
    }

    @Test
    void takesTheProfileNamedInTheEnvironment() throws Exception {
        variables.put("AWS_PROFILE", "work");
        credentialsFile("[work]\naws_access_key_id=WK\naws_secret_access_key=WS\naws_session_token=WT\n");

        assertThat(load("").credentials()).isEqualTo(Credentials.temporary("WK", "WS", "WT"));
    }

    @Test
    void takesKeysFromTheConfigFileLast() throws Exception {
        configFile("[profile work]\naws_access_key_id=CK\naws_secret_access_key=CS\n");

        assertThat(load("work").credentials()).isEqualTo(Credentials.longTerm("CK", "CS"));
    }

    @Test
    void readsTheFilesTheEnvironmentNames() throws Exception {
        Files.writeString(home.resolve("elsewhere"), "[default]\naws_access_key_id=EK\naws_secret_access_key=ES\n");
        variables.put("AWS_SHARED_CREDENTIALS_FILE", "~/elsewhere");

        assertThat(load("").credentials()).isEqualTo(Credentials.longTerm("EK", "ES"));
    }

    @Test
    void asksTheCredentialProcess() throws Exception {
        configFile("""
                [profile p]
                credential_process = echo '{"Version":1,"AccessKeyId":"PK","SecretAccessKey":"PS","SessionToken":"PT","Expiration":"x"}'
                """);

        assertThat(load("p").credentials()).isEqualTo(Credentials.temporary("PK", "PS", "PT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo no json", "echo '{\"Version\":2}'", "exit 3"})
    void saysWhenTheCredentialProcessGivesNothing(String command) throws Exception {
        configFile("[profile p]\ncredential_process = " + command + "\n");

        assertThatThrownBy(() -> load("p").credentials())
                .isInstanceOf(AwsConfigException.class)
                .hasMessageContaining("credential_process");
    }

    @Test
    void theCredentialProcessDoesNotSeeTheSessionsToken() throws Exception {
        variables.put("AWS_SSM_START_SESSION_RESPONSE", "{\"TokenValue\":\"secret\"}");
        configFile("""
                [profile p]
                credential_process = printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"S"}' "seen${AWS_SSM_START_SESSION_RESPONSE}"
                """);

        assertThat(load("p").credentials().accessKeyId()).isEqualTo("seen");
    }

    @Test
    void saysHowToGetCredentialsOnlyTheCliCanGet() throws Exception {
        configFile("[profile p]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = default\n");

        assertThatThrownBy(() -> load("p").credentials())
                .hasMessageContaining("role_arn")
                .hasMessageContaining("aws configure export-credentials --profile p");
    }

    @Test
    void saysWhenThereAreNoCredentials() throws Exception {
        assertThatThrownBy(() -> load("").credentials())
                .isInstanceOf(AwsConfigException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @Test
    void refusesHalfAKey() throws Exception {
        variables.put("AWS_ACCESS_KEY_ID", "AK");

        assertThatThrownBy(() -> load("").credentials()).hasMessageContaining("together");
    }

    @Test
    void refusesAProfileThatDoesNotExist() {
        assertThatThrownBy(() -> load("nobody")).hasMessageContaining("there is no profile \"nobody\"");
    }

    @Test
    void findsTheRegion() throws Exception {
        configFile("[default]\nregion = eu-west-1\n");
        assertThat(load("").region()).contains("eu-west-1");

        variables.put("AWS_DEFAULT_REGION", "eu-west-2");
        assertThat(load("").region()).contains("eu-west-2");

        variables.put("AWS_REGION", "eu-west-3");
        assertThat(load("").region()).contains("eu-west-3");
    }

    @Test
    void findsTheEndpointInAwssOrder() throws Exception {
        assertThat(endpoint()).hasToString("https://ssm.eu-west-1.amazonaws.com");

        configFile("[default]\nendpoint_url = https://profile:1\n");
        assertThat(endpoint()).hasToString("https://profile:1");

        configFile("[default]\nendpoint_url = https://profile:1\nservices = s\n"
                + "[services s]\nssm =\n  endpoint_url = https://service:2\n");
        assertThat(endpoint()).hasToString("https://service:2");

        variables.put("AWS_ENDPOINT_URL", "https://global:3");
        assertThat(endpoint()).hasToString("https://global:3");

        variables.put("AWS_ENDPOINT_URL_SSM", "https://ssm:4");
        assertThat(endpoint()).hasToString("https://ssm:4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8443", "ftp://x", "https://", "ht tp://x"})
    void refusesAnEndpointThatIsNoUrl(String url) {
        assertThatThrownBy(() -> AwsConfig.endpoint(url))
                .isInstanceOf(AwsConfigException.class)
                .hasMessageContaining(url);
    }

    @Test
    void findsTheCertificateAuthoritiesInOrder() throws Exception {
        assertThat(load("").trust()).isEqualTo(new Trust.SystemDefault());

        variables.put("REQUESTS_CA_BUNDLE", "/r.pem");
        assertThat(load("").trust()).isEqualTo(new Trust.CaFile(Path.of("/r.pem")));

        variables.put("SSL_CERT_FILE", "/s.pem");
        assertThat(load("").trust()).isEqualTo(new Trust.CaFile(Path.of("/s.pem")));

        configFile("[default]\nca_bundle = ~/p.pem\n");
        assertThat(load("").trust()).isEqualTo(new Trust.CaFile(home.resolve("p.pem")));

        variables.put("AWS_CA_BUNDLE", "/a.pem");
        assertThat(load("").trust()).isEqualTo(new Trust.CaFile(Path.of("/a.pem")));
    }

    private URI endpoint() throws IOException {
        return load("").endpoint("ssm", "eu-west-1");
    }

    private AwsConfig load(String profile) throws IOException {
        return AwsConfig.load(new AwsEnvironment(variables, home), Optional.of(profile));
    }

    private void credentialsFile(String text) throws IOException {
        Files.writeString(home.resolve(".aws/credentials"), text);
    }

    private void configFile(String text) throws IOException {
        Files.writeString(home.resolve(".aws/config"), text);
    }
}

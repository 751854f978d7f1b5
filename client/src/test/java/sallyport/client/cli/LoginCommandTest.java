// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.aws.ScriptedApi;
import sallyport.client.session.TestUser;

class LoginCommandTest {
    private static final String ISSUED = """
            <GetSessionTokenResponse><GetSessionTokenResult><Credentials><AccessKeyId>ASIA1</AccessKeyId>\
            <SecretAccessKey>s/+=</SecretAccessKey><SessionToken>t/+=</SessionToken>\
            <Expiration>2026-11-22T13:00:00Z</Expiration></Credentials></GetSessionTokenResult></GetSessionTokenResponse>""";

    @TempDir
    private Path home;

    private final TestUser user = new TestUser();
    private final Map<String, String> variables = new HashMap<>();
    private Path credentials = Path.of("");
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    LoginCommandTest() throws IOException {}

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        credentials = home.resolve(".aws/credentials");
        Files.writeString(
                credentials,
                "[default]\naws_access_key_id = AK\naws_secret_access_key = SK\n\n[other]\n# mine\nx = y\n");
        Files.writeString(
                home.resolve(".aws/config"), "[default]\nregion = us-east-1\nmfa_serial = arn:aws:iam::1:mfa/alice\n");
    }

    @AfterEach
    void stop() throws IOException {
        user.close();
    }

    private int run(ScriptedApi api, String... arguments) {
        variables.put("AWS_ENDPOINT_URL", api.endpoint().toString());
        InstantSource clock = () -> now;
        return new Commands(
                        new AwsEnvironment(variables, home), user.end(), Path.of("sallyport"), clock, System::nanoTime)
                .run(List.of(arguments));
    }

    @Test
    void putsTheCredentialsIntoAProfileOfTheirOwn() throws IOException {
        try (var api = new ScriptedApi()) {
            api.answer(200, ISSUED);
            user.type("123456\n");
            assertThat(run(api, "login")).isZero();
            assertThat(api.asked().getFirst().body())
                    .isEqualTo("Action=GetSessionToken&Version=2011-06-15&DurationSeconds=3600"
                            + "&SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Falice&TokenCode=123456");
        }
        assertThat(user.notices.toString(UTF_8))
                .isEqualTo("Enter MFA code for arn:aws:iam::1:mfa/alice: "
                        + "sallyport: profile \"default-mfa\" is good until 2026-11-22T13:00:00Z\n");
        assertThat(Files.readString(credentials))
                .isEqualTo(
                        "[default]\naws_access_key_id = AK\naws_secret_access_key = SK\n\n[other]\n# mine\nx = y\n"
                                + "[default-mfa]\naws_access_key_id = ASIA1\naws_secret_access_key = s/+=\n"
                                + "aws_session_token = t/+=\nsallyport_expiration = 2026-11-22T13:00:00Z\nregion = us-east-1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
                .isEqualTo("rw-------");
        assertThat(Files.list(home.resolve(".aws"))).hasSize(2);
    }

    @Test
    void asksAgainOnlyWhenTheyAreAboutToExpire() throws IOException {
        String printed =
                "{\"AccessKeyId\":\"ASIA1\",\"SecretAccessKey\":\"s/+=\",\"SessionToken\":\"t/+=\",\"Expiration\":\"2026-11-22T13:00:00Z\",\"Version\":1}\n";
        try (var api = new ScriptedApi()) {
            api.answer(200, ISSUED);
            user.type("123456\n");
            assertThat(run(api, "login", "--credential-process")).isZero();
            assertThat(run(api, "login", "--credential-process")).isZero();
            assertThat(user.outputText()).isEqualTo(printed + printed);
            assertThat(api.asked()).hasSize(1);
            now = now.plusSeconds(46 * 60);
            api.answer(
                    403,
                    "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no &quot;good&quot;</Message></Error></ErrorResponse>");
            user.type("654321\n");
            assertThat(run(api, "login", "--credential-process")).isEqualTo(255);
            assertThat(user.notices.toString(UTF_8))
                    .endsWith(
                            "An error occurred (AccessDenied) when calling the GetSessionToken operation: no \"good\"\n");
        }
    }

    @Test
    void losesNoKeysThatDoNotExpire() throws IOException {
        String before = Files.readString(credentials);
        try (var api = new ScriptedApi()) {
            api.answer(200, ISSUED);
            user.type("123456\n");
            assertThat(run(api, "login", "--into", "default")).isEqualTo(255);
        }
        assertThat(user.notices.toString(UTF_8)).contains("choose another with --into");
        assertThat(Files.readString(credentials)).isEqualTo(before);
    }

    @Test
    void sendsNothingThatIsNoCode() throws IOException {
        try (var api = new ScriptedApi()) {
            user.type("12345\n");
            assertThat(run(api, "login")).isEqualTo(255);
            assertThat(api.asked()).isEmpty();
        }
        assertThat(user.notices.toString(UTF_8)).contains("six digits");
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The guide's two policies, typed with the stock CLI: who gets a shell, who is refused in which words, and who loses a shell again. */
class GuidePoliciesTest {

    private static final String PROMPT = "(?:\\$|#) ";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    @TempDir
    private static Path directory;

    private static Demo demo;
    private static String account;

    @BeforeAll
    static void startDemo() throws Exception {
        StockPrograms.require("aws", "python3");
        demo = Demo.start();
        account = admin("sts", "get-caller-identity", "--query", "Account", "--output", "text")
                .strip();
    }

    @AfterAll
    static void endDemo() throws Exception {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void aTagOpensTheNodeAndItsLossClosesTheShell() throws Exception {
        policy("SessionManagerUsers", "guide-users.json");
        admin("iam", "create-group", "--group-name", "engineers");
        admin("iam", "attach-group-policy", "--group-name", "engineers", "--policy-arn", arn("SessionManagerUsers"));
        Map<String, String> alice = user("alice");
        admin("iam", "add-user-to-group", "--group-name", "engineers", "--user-name", "alice");

        assertThat(refused(alice, "ssm", "start-session", "--target", demo.target()))
                .contains("(AccessDeniedException)")
                .contains("User: arn:aws:iam::" + account
                        + ":user/alice is not authorized to perform: ssm:StartSession on resource: arn:aws:ec2:us-east-1:"
                        + account
                        + ":instance/" + demo.target()
                        + " because no identity-based policy allows the ssm:StartSession action");

        admin("ec2", "create-tags", "--resources", demo.target(), "--tags", "Key=Environment,Value=staging");
        try (Terminal terminal = shell(alice)) {
            String session = terminal.expect("Starting session with SessionId: (alice-\\S+)");
            terminal.expect(PROMPT);
            assertThat(refused(alice, "ssm", "terminate-session", "--session-id", "bob-0123456789abcdef0"))
                    .contains("(AccessDeniedException)");
            assertThat(refused(alice, "iam", "list-users")).contains("iam:ListUsers");

            admin("ec2", "delete-tags", "--resources", demo.target(), "--tags", "Key=Environment");
            terminal.expect(session + " : (Your permissions changed and no longer allow this session)");
            terminal.exitStatus();
        }
    }

    @Test
    void theBreakGlassPolicyWantsACodeOfTheDevice() throws Exception {
        policy("SessionManagerMFARequired", "guide-mfa.json");
        Map<String, String> carol = user("carol");
        admin("iam", "attach-user-policy", "--user-name", "carol", "--policy-arn", arn("SessionManagerMFARequired"));
        assertThat(refused(carol, "ssm", "start-session", "--target", demo.target()))
                .contains("with an explicit deny in an identity-based policy");

        Path seed = directory.resolve("seed");
        String device = "arn:aws:iam::" + account + ":mfa/carol";
        admin(
                "iam",
                "create-virtual-mfa-device",
                "--virtual-mfa-device-name",
                "carol",
                "--outfile",
                seed.toString(),
                "--bootstrap-method",
                "Base32StringSeed");
        byte[] secret = base32(Files.readString(seed).strip());
        long step = enable("carol", device, secret);
        assertThat(refused(
                        carol,
                        "sts",
                        "get-session-token",
                        "--serial-number",
                        device,
                        "--token-code",
                        code(secret, step)))
                .as("a code is good once")
                .contains("MultiFactorAuthentication failed with invalid MFA one time pass code");

        Map<String, String> withCode = new HashMap<>(carol);
        withCode.putAll(credentials(
                run(
                        carol,
                        "sts",
                        "get-session-token",
                        "--serial-number",
                        device,
                        "--token-code",
                        code(secret, step + 1)),
                "Credentials"));
        try (Terminal terminal = shell(withCode)) {
            terminal.expect("Starting session with SessionId: (carol-\\S+)");
            terminal.expect(PROMPT);
            terminal.type("exit\r");
            assertThat(terminal.exitStatus()).isZero();
        }
    }

    // ---- what they do

    private static void policy(String name, String file) throws Exception {
        String document = Files.readString(StockPrograms.script(file)).replace("${account}", account);
        Path filled = Files.writeString(directory.resolve(file), document);
        admin("iam", "create-policy", "--policy-name", name, "--policy-document", "file://" + filled);
    }

    private static String arn(String policy) {
        return "arn:aws:iam::" + account + ":policy/" + policy;
    }

    /** Returns the step of the second code; a step may end between the codes and the call, so there is a second try. */
    private static long enable(String user, String device, byte[] secret) throws Exception {
        Result enabled;
        long step;
        int tries = 0;
        do {
            step = Instant.now().getEpochSecond() / STEP_SECONDS;
            enabled = aws(
                    demo.environment(),
                    "iam",
                    "enable-mfa-device",
                    "--user-name",
                    user,
                    "--serial-number",
                    device,
                    "--authentication-code1",
                    code(secret, step - 1),
                    "--authentication-code2",
                    code(secret, step));
            tries++;
        } while (enabled.exit() != 0 && tries < 2);
        assertThat(enabled.exit()).as(enabled.err()).isZero();
        return step;
    }

    /** A new user with an access key; what is needed in the environment to act as this user. */
    private static Map<String, String> user(String name) throws Exception {
        admin("iam", "create-user", "--user-name", name);
        return credentials(admin("iam", "create-access-key", "--user-name", name), "AccessKey");
    }

    private static Map<String, String> credentials(String reply, String member) {
        var keys = JsonMapper.shared().readTree(reply).required(member);
        Map<String, String> environment = new HashMap<>(demo.environment());
        environment.put("AWS_ACCESS_KEY_ID", keys.required("AccessKeyId").asString());
        environment.put(
                "AWS_SECRET_ACCESS_KEY", keys.required("SecretAccessKey").asString());
        if (keys.has("SessionToken")) {
            environment.put("AWS_SESSION_TOKEN", keys.required("SessionToken").asString());
        }
        return environment;
    }

    private static Terminal shell(Map<String, String> environment) throws IOException {
        return Terminal.run(environment, 37, 113, "aws", "ssm", "start-session", "--target", demo.target());
    }

    private static String admin(String... words) throws Exception {
        return run(demo.environment(), words);
    }

    private static String run(Map<String, String> environment, String... words) throws Exception {
        Result result = aws(environment, words);
        assertThat(result.exit()).as(List.of(words) + result.err()).isZero();
        return result.out();
    }

    /** What the CLI says of a call that must fail. */
    private static String refused(Map<String, String> environment, String... words) throws Exception {
        Result result = aws(environment, words);
        assertThat(result.exit()).as(List.of(words) + result.out()).isNotZero();
        return result.err();
    }

    private static Result aws(Map<String, String> environment, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("aws"), Arrays.stream(words)).toList())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        return Result.of(builder);
    }

    /** RFC 6238 with SHA-1 and six digits. */
    private static String code(byte[] secret, long step) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
        return String.format("%06d", number % 1_000_000);
    }

    private static byte[] base32(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char letter : text.toCharArray()) {
            buffer = buffer << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }
}

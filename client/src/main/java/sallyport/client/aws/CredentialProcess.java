// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.Messages;
import sallyport.wire.sigv4.Credentials;

/** The program a profile names under {@code credential_process}, which prints credentials as JSON. */
final class CredentialProcess {
    private static final int VERSION = 1;

    /** Long enough for a person to touch a security key. */
    private static final int TIMEOUT_SECONDS = 120;

    private final AwsEnvironment environment;

    CredentialProcess(AwsEnvironment environment) {
        this.environment = environment;
    }

    private record Output(
            @JsonProperty("Version") int version,
            @JsonProperty("AccessKeyId") @Nullable String accessKeyId,
            @JsonProperty("SecretAccessKey") @Nullable String secretAccessKey,
            @JsonProperty("SessionToken") @Nullable String sessionToken) {}

    Credentials run(String command) throws IOException {
        var builder = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        // SECURITY: the session's token was for us alone.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_SSM_START_SESSION_RESPONSE"));
        var process = builder.start();
        try {
            var output = process.getInputStream().readNBytes(Messages.MAX_BYTES);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AwsConfigException(
                        "credential_process did not end within %d s: %s".formatted(TIMEOUT_SECONDS, command));
            }
            if (process.exitValue() != 0) {
                throw new AwsConfigException(
                        "credential_process ended with status %d: %s".formatted(process.exitValue(), command));
            }
            return credentials(new String(output, UTF_8), command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for credential_process");
        } finally {
            process.destroy();
        }
    }

    private static Credentials credentials(String json, String command) throws AwsConfigException {
        Output output;
        try {
            output = Messages.read(json, Output.class);
        } catch (MalformedFrameException e) {
            throw new AwsConfigException("credential_process printed no credentials: " + command, e);
        }
        if (output.version() != VERSION || output.accessKeyId() == null || output.secretAccessKey() == null) {
            throw new AwsConfigException(
                    "credential_process must print Version 1, AccessKeyId and SecretAccessKey: " + command);
        }
        return new Credentials(
                output.accessKeyId(), output.secretAccessKey(), Optional.ofNullable(output.sessionToken()));
    }
}

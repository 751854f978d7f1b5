// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.requireText;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A session document as a node receives it, placeholders already filled in.
 *
 * @param schemaVersion always {@code 1.0}
 * @param sessionType a {@link SessionType#wireName}, or a type this version does not know
 */
public record SessionDocument(
        @JsonProperty("schemaVersion") String schemaVersion,
        @JsonProperty("description") String description,
        @JsonProperty("sessionType") String sessionType,
        @JsonProperty("inputs") Inputs inputs,
        @JsonProperty("properties") Properties properties) {

    public SessionDocument {
        schemaVersion = Texts.orEmpty(schemaVersion);
        description = Texts.orEmpty(description);
        requireText(sessionType, "sessionType");
        inputs = inputs == null ? Inputs.NONE : inputs;
        properties = properties == null ? Properties.NONE : properties;
    }

    /**
     * Where the session is logged and as whom it runs. Everything optional; absent is empty or false.
     *
     * @param idleSessionTimeout minutes as text; enforced by the gateway, not by the node
     * @param maxSessionDuration minutes as text; enforced by the gateway, not by the node
     */
    public record Inputs(
            @JsonProperty("s3BucketName") String s3BucketName,
            @JsonProperty("s3KeyPrefix") String s3KeyPrefix,
            @JsonProperty("s3EncryptionEnabled") boolean s3EncryptionEnabled,
            @JsonProperty("cloudWatchLogGroupName") String cloudWatchLogGroupName,
            @JsonProperty("cloudWatchStreamingEnabled") boolean cloudWatchStreamingEnabled,
            @JsonProperty("cloudWatchEncryptionEnabled") boolean cloudWatchEncryptionEnabled,
            @JsonProperty("kmsKeyId") String kmsKeyId,
            @JsonProperty("runAsEnabled") boolean runAsEnabled,
            @JsonProperty("runAsDefaultUser") String runAsDefaultUser,
            @JsonProperty("idleSessionTimeout") String idleSessionTimeout,
            @JsonProperty("maxSessionDuration") String maxSessionDuration,
            @JsonProperty("shellProfile") ShellProfile shellProfile) {

        /** No logging, no encryption, the node's default account. */
        public static final Inputs NONE =
                new Inputs("", "", false, "", false, false, "", false, "", "", "", ShellProfile.NONE);

        public Inputs {
            s3BucketName = Texts.orEmpty(s3BucketName);
            s3KeyPrefix = Texts.orEmpty(s3KeyPrefix);
            cloudWatchLogGroupName = Texts.orEmpty(cloudWatchLogGroupName);
            kmsKeyId = Texts.orEmpty(kmsKeyId);
            runAsDefaultUser = Texts.orEmpty(runAsDefaultUser);
            idleSessionTimeout = Texts.orEmpty(idleSessionTimeout);
            maxSessionDuration = Texts.orEmpty(maxSessionDuration);
            shellProfile = shellProfile == null ? ShellProfile.NONE : shellProfile;
        }
    }

    /** Text typed into a new shell, newline added, by the node's platform; {@code linux} counts for macOS too. */
    public record ShellProfile(
            @JsonProperty("windows") String windows,
            @JsonProperty("linux") String linux) {
        public static final ShellProfile NONE = new ShellProfile("", "");

        public ShellProfile {
            windows = Texts.orEmpty(windows);
            linux = Texts.orEmpty(linux);
        }
    }

    /**
     * What to run or where to connect: commands by platform for shells and commands, port members for Port sessions.
     *
     * @param port lies flat beside the platforms on the wire
     */
    public record Properties(
            @JsonProperty("linux") @Nullable Command linux,
            @JsonProperty("macos") @Nullable Command macos,
            @JsonProperty("windows") @Nullable Command windows,
            @JsonUnwrapped PortProperties port) {
        public static final Properties NONE = new Properties(null, null, null, PortProperties.NONE);

        public Properties {
            port = port == null ? PortProperties.NONE : port;
        }
    }

    /**
     * What one platform runs.
     *
     * @param commands a command line; empty for a plain shell
     * @param runAsElevated as root instead of the session's account
     * @param separateOutputStream standard error and the exit code travel apart; NonInteractiveCommands only
     */
    public record Command(
            @JsonProperty("commands") String commands,
            @JsonProperty("runAsElevated") boolean runAsElevated,
            @JsonProperty("separateOutputStream") boolean separateOutputStream,
            @JsonProperty("stdOutSeparatorPrefix") String stdOutSeparatorPrefix,
            @JsonProperty("stdErrSeparatorPrefix") String stdErrSeparatorPrefix) {
        public Command {
            commands = Texts.orEmpty(commands);
            stdOutSeparatorPrefix = Texts.orEmpty(stdOutSeparatorPrefix);
            stdErrSeparatorPrefix = Texts.orEmpty(stdErrSeparatorPrefix);
        }
    }
}

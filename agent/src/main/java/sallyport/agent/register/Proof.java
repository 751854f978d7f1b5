// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.message.Messages;

/** What shows a server that this machine may become a node. Read from a file or standard input, so that it is in no argument list. */
public sealed interface Proof {

    /**
     * Makes an {@code mi-} node.
     *
     * @param id a UUID
     * @param code a secret of at least 20 characters
     */
    record Activation(
            @JsonProperty("ActivationId") String id,
            @JsonProperty("ActivationCode") String code) implements Proof {
        public Activation {
            Objects.requireNonNull(id, "ActivationId is missing");
            Objects.requireNonNull(code, "ActivationCode is missing");
        }

        @Override
        public String toString() {
            return "Activation[" + id + "]";
        }
    }

    /** Makes the {@code i-} node that the token was issued for. */
    record JoinToken(@JsonProperty("JoinToken") String token) implements Proof {
        public JoinToken {
            Objects.requireNonNull(token, "JoinToken is missing");
        }

        @Override
        public String toString() {
            return "JoinToken[***]";
        }
    }

    /** The file name that means standard input. */
    String STANDARD_INPUT = "-";

    /** The longest file read: far more than either form needs. */
    int MAX_BYTES = 16 * 1024;

    /**
     * Reads the JSON that {@code aws ssm create-activation} prints.
     *
     * @throws IOException if the file cannot be read or has another form; the message names the file, never its content
     */
    static Activation readActivation(String file, InputStream standardInput) throws IOException {
        return parse(
                file, text(file, standardInput), Activation.class, "what `aws ssm create-activation` prints as JSON");
    }

    /** Reads a join token: the token alone, or the JSON of CreateNodeJoinToken. */
    static JoinToken readJoinToken(String file, InputStream standardInput) throws IOException {
        String text = text(file, standardInput);
        return text.startsWith("{")
                ? parse(file, text, JoinToken.class, "a join token or the JSON of CreateNodeJoinToken")
                : new JoinToken(text);
    }

    private static <T> T parse(String file, String text, Class<T> type, String form) throws IOException {
        try {
            return Messages.read(text, type);
        } catch (MalformedFrameException e) {
            throw new IOException("\"%s\" does not hold %s".formatted(file, form), e);
        }
    }

    private static String text(String file, InputStream standardInput) throws IOException {
        byte[] bytes;
        if (file.equals(STANDARD_INPUT)) {
            bytes = standardInput.readNBytes(MAX_BYTES);
        } else {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                bytes = in.readNBytes(MAX_BYTES);
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            throw new IOException("\"%s\" is empty".formatted(file));
        }
        return text;
    }
}

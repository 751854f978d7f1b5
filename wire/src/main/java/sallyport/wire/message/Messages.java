// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import sallyport.wire.frame.MalformedFrameException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the JSON records of this package.
 *
 * <p>Members the record does not know are ignored, as later versions of the official ends add some. A member given twice is
 * refused, as two readers could then see two messages in the same bytes.
 */
public final class Messages {
    /** Longest JSON taken, in bytes: the largest known message, a job reply, has 142 000. */
    public static final int MAX_BYTES = 1 << 20;

    /** Deepest nesting taken: a session task needs 6 levels. */
    private static final int MAX_DEPTH = 32;

    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_NUMBER_LENGTH = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_BYTES)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(
                    DeserializationFeature
                            .FAIL_ON_NULL_FOR_PRIMITIVES) // official ends are written in Go: null is 0 there
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Messages() {}

    /**
     * The record in these bytes.
     *
     * @throws MalformedFrameException if they are no JSON object, too long or too deep, or a required member is missing
     */
    public static <T> T read(byte[] json, Class<T> type) throws MalformedFrameException {
        if (json.length > MAX_BYTES) {
            throw new MalformedFrameException(
                    "a message has at most %d bytes, this one %d".formatted(MAX_BYTES, json.length));
        }
        @Nullable T message;
        try {
            message = MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            // SECURITY: the parser's text quotes the message, which may hold a token
            throw new MalformedFrameException("the message is no valid %s: %s at %s"
                    .formatted(type.getSimpleName(), reason(e), e.getPathReference()));
        }
        if (message == null) {
            throw new MalformedFrameException("the message is null, not a %s".formatted(type.getSimpleName()));
        }
        return message;
    }

    /** {@link #read(byte[], Class)} for text frames and for JSON inside JSON. */
    public static <T> T read(String json, Class<T> type) throws MalformedFrameException {
        return read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    /** The record as JSON; absent optional members are left out unless the protocol wants a null. */
    public static byte[] write(Object message) {
        return MAPPER.writeValueAsBytes(message);
    }

    /** {@link #write} for text frames and for JSON inside JSON. */
    public static String writeString(Object message) {
        return MAPPER.writeValueAsString(message);
    }

    private static String reason(JacksonException e) {
        return e.getCause() instanceof IncompleteMessageException missing
                ? missing.reason()
                : e.getClass().getSimpleName();
    }
}

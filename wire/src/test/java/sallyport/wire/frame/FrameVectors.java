// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files under {@code vectors/}, as observed from the official ends. */
final class FrameVectors {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FrameVectors() {}

    /** Fields and the bytes that both official serializers made of them. */
    record Serialized(
            String name,
            String messageType,
            String createdDate,
            String sequenceNumber,
            String flags,
            String messageId,
            String payloadType,
            @Nullable String payloadHex,
            int payloadLength,
            @Nullable String expectedHex,
            @Nullable String expectedHeaderHex,
            int expectedLength,
            String expectedSha256) {

        byte[] payload() {
            return payloadHex == null ? formula(payloadLength) : HexFormat.of().parseHex(payloadHex);
        }

        /** The bytes of the frame; for the one that is given by its header only, header and payload. */
        byte[] message() {
            if (expectedHex != null) {
                return HexFormat.of().parseHex(expectedHex);
            }
            byte[] header = HexFormat.of().parseHex(Objects.requireNonNull(expectedHeaderHex));
            byte[] message = Arrays.copyOf(header, header.length + payloadLength);
            System.arraycopy(payload(), 0, message, header.length, payloadLength);
            return message;
        }

        int payloadTypeCode() {
            return Integer.parseUnsignedInt(payloadType);
        }

        boolean isKnown() {
            return MessageType.of(messageType).isPresent()
                    && PayloadType.of(payloadTypeCode()).isPresent();
        }

        Frame frame() {
            return new Frame(
                    MessageType.of(messageType).orElseThrow(),
                    Long.parseUnsignedLong(createdDate),
                    Long.parseLong(sequenceNumber),
                    Long.parseUnsignedLong(flags),
                    UUID.fromString(messageId),
                    PayloadType.of(payloadTypeCode()).orElseThrow(),
                    payload());
        }

        @Override
        public String toString() {
            return name;
        }

        /** {@code payload[i] = (7*i+3) & 0xff}, as the vector file says. */
        private static byte[] formula(int length) {
            byte[] payload = new byte[length];
            IntStream.range(0, length).forEach(i -> payload[i] = (byte) (7 * i + 3));
            return payload;
        }
    }

    /** Fields that the official serializers refuse. */
    record Refused(String name, String messageType, String payloadHex) {}

    /** Bytes made by hand and what each official end sees in them. */
    record Deserialized(String name, String rawHex, Observed officialClient, Observed officialAgent) {
        byte[] raw() {
            return HexFormat.of().parseHex(rawHex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** An end takes the frame if no error of any kind is given. */
    record Observed(
            @Nullable String messageType,
            @Nullable String sequenceNumber,
            @Nullable String messageId,
            int actualPayloadBytes,
            @Nullable String validateError,
            @Nullable String deserializeError,
            @Nullable String panic) {
        boolean takes() {
            return validateError == null && deserializeError == null && panic == null;
        }
    }

    static List<Serialized> serialized() {
        return List.of(read("frame-serialize.json", Serialized[].class));
    }

    static List<Refused> refused() {
        return List.of(read("frame-serialize-errors.json", Refused[].class));
    }

    static List<Deserialized> deserialized() {
        return List.of(read("frame-deserialize.json", Deserialized[].class));
    }

    private static <T> T[] read(String file, Class<T[]> type) {
        try (InputStream in =
                Objects.requireNonNull(FrameVectors.class.getResourceAsStream("/vectors/" + file), file)) {
            return MAPPER.treeToValue(MAPPER.readTree(in).required("vectors"), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

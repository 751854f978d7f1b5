// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sallyport.wire.websocket.WebSocketHandshake;

/** What requests must look like and how responses are written (RFC 9110, 9112, 6455 §4). Pure functions over Netty's message types. */
final class Http1 {
    /** RFC 9110 §5.6.7; the formatter of the JDK writes days below ten with one digit. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    private Http1() {}

    static HttpDecoderConfig decoderConfig(int headerBytes) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(headerBytes)
                .setMaxHeaderSize(headerBytes)
                .setMaxChunkSize(MAX_CHUNK_BYTES);
    }

    /** Why a request is refused, in words for its sender and for the log. */
    record Refusal(int status, String why) {
        HttpResponse response() {
            return HttpResponse.text(status, why);
        }
    }

    /** The refusal of a message that could not be parsed. */
    static Refusal unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException e -> new Refusal(414, "the request line is too long");
            case TooLongHttpHeaderException e -> new Refusal(431, "the header is too long");
            case TooLongFrameException e -> new Refusal(431, "the header is too long");
            default -> new Refusal(400, "this is not an HTTP/1.1 request");
        };
    }

    /** Why this header is refused before its body is looked at, if it is. */
    static Optional<Refusal> refusal(io.netty.handler.codec.http.HttpRequest head) {
        HttpHeaders headers = head.headers();
        if (head.protocolVersion().majorVersion() != 1) {
            return Optional.of(new Refusal(505, "only HTTP/1.1 is spoken here"));
        }
        if (head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && headers.getAll(HttpHeaderNames.HOST).size() != 1) {
            return Optional.of(new Refusal(400, "a request has exactly one Host header"));
        }
        if (!head.uri().startsWith("/")) {
            return Optional.of(new Refusal(400, "the request target must be a path"));
        }
        String expectation = headers.get(HttpHeaderNames.EXPECT);
        if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
            return Optional.of(new Refusal(417, "the only expectation met here is 100-continue"));
        }
        return Optional.empty();
    }

    /** The length that the header announces; 0 if it announces none. */
    static long declaredLength(io.netty.handler.codec.http.HttpRequest head) {
        String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length); // the decoder has refused anything that is not a number
    }

    static boolean isUpgrade(HttpRequest request) {
        return request.headers().hasToken("Upgrade", "websocket")
                && request.headers().hasToken("Connection", "Upgrade");
    }

    /** Why this request for a WebSocket is refused whoever asks, if it is. */
    static Optional<HttpResponse> upgradeRefusal(HttpRequest request) {
        if (!request.method().equals("GET") || request.body().length > 0) {
            return Optional.of(HttpResponse.text(400, "a WebSocket starts with a GET without a body"));
        }
        if (!request.headers().all("Sec-WebSocket-Version").equals(List.of(WebSocketHandshake.VERSION))) {
            HttpResponse response = HttpResponse.text(426, "only version 13 of WebSocket is spoken here");
            return Optional.of(new HttpResponse(
                    response.status(),
                    response.headers().with("Sec-WebSocket-Version", WebSocketHandshake.VERSION),
                    response.body()));
        }
        if (!WebSocketHandshake.isKey(
                request.headers().first("Sec-WebSocket-Key").orElse(""))) {
            return Optional.of(HttpResponse.text(400, "Sec-WebSocket-Key must be 16 bytes in base64"));
        }
        return Optional.empty();
    }

    /**
     * The answer that turns the connection into a WebSocket.
     *
     * <p>COMPAT: amazon-ssm-agent compares the whole values: exactly {@code Connection: Upgrade} and {@code Upgrade: websocket} (docs/protocol/data-channel.md).
     */
    static FullHttpResponse switchingProtocols(HttpRequest request) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        String key = request.headers().first("Sec-WebSocket-Key").orElseThrow();
        response.headers()
                .set("Upgrade", "websocket")
                .set("Connection", "Upgrade")
                .set("Sec-WebSocket-Accept", WebSocketHandshake.acceptFor(key));
        return response;
    }

    static FullHttpResponse continueWithBody() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE);
    }

    static FullHttpResponse response(HttpResponse response, boolean keepAlive, Instant now) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(response.status());
        boolean bodyless = response.status() == 204 || response.status() == 304;
        FullHttpResponse full = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(bodyless ? new byte[0] : response.body()));
        for (String name : response.headers().names()) {
            full.headers().set(name, response.headers().all(name));
        }
        full.headers().set(HttpHeaderNames.DATE, DATE.format(now));
        if (!bodyless) {
            full.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        }
        full.headers()
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        return full;
    }
}

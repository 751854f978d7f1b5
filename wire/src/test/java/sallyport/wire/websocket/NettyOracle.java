// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Netty's WebSocket decoder, told in our words. */
final class NettyOracle {
    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean text;

    private NettyOracle() {}

    static DecodedStream decode(Role receiver, byte[] stream, int limitBytes) {
        EmbeddedChannel channel = new EmbeddedChannel(
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(receiver == Role.SERVER)
                        .allowMaskMismatch(false)
                        .allowExtensions(false)
                        .maxFramePayloadLength(limitBytes)
                        .closeOnProtocolViolation(false)
                        .build()),
                new Utf8FrameValidator(false));
        NettyOracle oracle = new NettyOracle();
        int closeCode = 0;
        try {
            // byte by byte, as Netty's text validator lets pass what came in one buffer with the text that it refuses
            for (byte next : stream) {
                channel.writeInbound(Unpooled.copiedBuffer(new byte[] {next}));
            }
        } catch (CorruptedWebSocketFrameException e) {
            closeCode = e.closeStatus().code();
        }
        for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            oracle.take((WebSocketFrame) frame);
        }
        channel.finishAndReleaseAll();
        return new DecodedStream(oracle.calls, closeCode);
    }

    private void take(WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping -> calls.add("ping " + hex(ping.content()));
            case PongWebSocketFrame pong -> calls.add("pong " + hex(pong.content()));
            case CloseWebSocketFrame close -> {
                int code = close.statusCode() < 0 ? CloseCode.NO_STATUS : close.statusCode();
                calls.add("close %d %s".formatted(code, close.reasonText()));
            }
            case TextWebSocketFrame start -> begin(start, true);
            case BinaryWebSocketFrame start -> begin(start, false);
            case ContinuationWebSocketFrame more -> append(more);
            default -> throw new AssertionError(frame);
        }
        frame.release();
    }

    private void begin(WebSocketFrame frame, boolean isText) {
        text = isText;
        append(frame);
    }

    private void append(WebSocketFrame frame) {
        byte[] bytes = new byte[frame.content().readableBytes()];
        frame.content().readBytes(bytes);
        message.writeBytes(bytes);
        if (frame.isFinalFragment()) {
            byte[] whole = message.toByteArray();
            message.reset();
            calls.add(
                    text
                            ? "text " + new String(whole, StandardCharsets.UTF_8)
                            : "binary " + RecordingSink.hex(ByteBuffer.wrap(whole)));
        }
    }

    private static String hex(ByteBuf content) {
        return RecordingSink.hex(content.nioBuffer());
    }
}

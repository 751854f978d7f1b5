// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.hotpath;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.Role;
import sallyport.wire.websocket.WebSocketDecoder;
import sallyport.wire.websocket.WebSocketEncoder;
import sallyport.wire.websocket.WebSocketProtocolException;

/** What WebSocket framing costs per message: unmasked towards an end, masked from an end towards the server. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WebSocketCodec {
    private static final int MASK_KEY = 0x37fa213d;
    private static final int LONGEST = 1 << 20;

    /** Frames of a keystroke, of an official end's chunk, of our own end's chunk: payload and 120 bytes of header. */
    @Param({"121", "1144", "65656"})
    private int messageBytes;

    private final WebSocketDecoder decoder = new WebSocketDecoder(Role.SERVER, LONGEST);
    private final Count count = new Count();
    private ByteBuffer message = ByteBuffer.allocate(0);
    private byte[] fromClient = {};

    @Setup
    public void fill() {
        message = ByteBuffer.allocate(messageBytes);
        fromClient = WebSocketEncoder.maskedFrame(Opcode.BINARY, message, MASK_KEY);
    }

    @Benchmark
    public byte[] encodeFromServer() {
        return WebSocketEncoder.frame(Opcode.BINARY, message);
    }

    @Benchmark
    public byte[] encodeFromClient() {
        return WebSocketEncoder.maskedFrame(Opcode.BINARY, message, MASK_KEY);
    }

    /** Includes one copy of the input, because the decoder unmasks in place. */
    @Benchmark
    public long decodeFromClient() throws WebSocketProtocolException {
        decoder.feed(ByteBuffer.wrap(fromClient.clone()), count);
        return count.bytes;
    }

    /** Takes messages without looking at them. */
    private static final class Count implements WebSocketDecoder.Sink {
        private long bytes;

        @Override
        public void binary(ByteBuffer binary) {
            bytes += binary.remaining();
        }

        @Override
        public void text(String text) {
            throw unexpected();
        }

        @Override
        public void ping(ByteBuffer payload) {
            throw unexpected();
        }

        @Override
        public void pong(ByteBuffer payload) {
            throw unexpected();
        }

        @Override
        public void close(int code, String reason) {
            throw unexpected();
        }

        private static IllegalStateException unexpected() {
            return new IllegalStateException("only binary messages are measured");
        }
    }
}

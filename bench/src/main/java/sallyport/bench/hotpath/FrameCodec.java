// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.hotpath;

import java.nio.ByteBuffer;
import java.util.UUID;
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
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameHeader;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;

/** What a frame costs: {@link #header} per relayed frame, {@link #write} and {@link #read} at the ends, where SHA-256 dominates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameCodec {
    /** A keystroke, an official end's chunk, our own end's chunk. */
    @Param({"1", "1024", "65536"})
    private int payloadBytes;

    private Frame frame = frame(1);
    private byte[] message = FrameWriter.write(frame);

    @Setup
    public void fill() {
        frame = frame(payloadBytes);
        message = FrameWriter.write(frame);
    }

    @Benchmark
    public FrameHeader header() throws MalformedFrameException {
        return FrameReader.header(ByteBuffer.wrap(message));
    }

    @Benchmark
    public Frame read() throws MalformedFrameException {
        return FrameReader.read(ByteBuffer.wrap(message));
    }

    @Benchmark
    public byte[] write() {
        return FrameWriter.write(frame);
    }

    private static Frame frame(int payloadBytes) {
        UUID id = UUID.fromString("6ba7b810-9dad-41d1-80b4-00c04fd430c8");
        return new Frame(
                MessageType.OUTPUT_STREAM_DATA,
                1_700_000_000_123L,
                5,
                0,
                id,
                PayloadType.OUTPUT,
                new byte[payloadBytes]);
    }
}

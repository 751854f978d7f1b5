// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import sallyport.server.session.Side;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Acknowledge;
import sallyport.wire.message.Messages;
import sallyport.wire.stream.ReceiveWindow;
import sallyport.wire.stream.SendWindow;

/**
 * An end of a session without a socket: what it sends, acknowledges and repeats, with real frames. It takes what arrives and the time, and returns what it sends.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#receiving} and {@code #resending}.
 */
abstract sealed class ScriptedEnd {
    private final Side side;

    /** What was handed to the user or the program, in this order. */
    final List<Long> delivered = new ArrayList<>();

    private ScriptedEnd(Side side) {
        this.side = side;
    }

    static ScriptedEnd of(Side side, boolean own, boolean ownPeer) {
        return own ? new Own(side, ownPeer) : new Official(side);
    }

    MessageType outgoing() {
        return side == Side.CLIENT ? MessageType.INPUT_STREAM_DATA : MessageType.OUTPUT_STREAM_DATA;
    }

    /** The next frame of its stream; empty while it must wait. */
    abstract Optional<byte[]> send(long nanos);

    /** A new connection; what goes out first. */
    abstract List<byte[]> connected(long nanos);

    /** What its clock, which ticks every 100 ms, makes it send. */
    abstract List<byte[]> tick(long nanos);

    /** Whether the other end has acknowledged everything. */
    abstract boolean settled();

    abstract List<byte[]> stream(Frame frame);

    abstract void acknowledged(long sequence, long nanos);

    abstract void paused(boolean pause);

    /** Takes a message and returns what it answers. */
    List<byte[]> receive(byte[] message, long nanos) {
        try {
            Frame frame = FrameReader.read(ByteBuffer.wrap(message));
            return switch (frame.type()) {
                case ACKNOWLEDGE -> {
                    acknowledged(
                            Messages.read(frame.payload(), Acknowledge.class).sequence(), nanos);
                    yield List.of();
                }
                case INPUT_STREAM_DATA, OUTPUT_STREAM_DATA -> stream(frame);
                case PAUSE_PUBLICATION -> {
                    paused(true);
                    yield List.of();
                }
                case START_PUBLICATION -> {
                    paused(false);
                    yield List.of();
                }
                default -> throw new AssertionError(frame.type());
            };
        } catch (MalformedFrameException e) {
            throw new AssertionError(e);
        }
    }

    final byte[] acknowledge(Frame frame) {
        return control(Messages.write(Acknowledge.of(frame)));
    }

    private static byte[] control(byte[] payload) {
        return FrameWriter.write(new Frame(
                MessageType.ACKNOWLEDGE, 1, 0, Frame.SYN | Frame.FIN, new UUID(9, 9), PayloadType.UNSET, payload));
    }

    private static byte[] payload(long sequence) {
        return Long.toString(sequence).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** AWS's: repeats its oldest frame alone, keeps no window; the client acknowledges nothing twice. */
    private static final class Official extends ScriptedEnd {
        private static final long TIMEOUT_NANOS = 300_000_000;

        private record Sent(byte[] frame, long nanos) {}

        private final boolean client;
        private final SortedMap<Long, Sent> outstanding = new TreeMap<>();
        private final SortedMap<Long, Frame> early = new TreeMap<>();
        private long next;
        private long expected;
        private boolean paused;
        private boolean connected;

        Official(Side side) {
            super(side);
            client = side == Side.CLIENT;
        }

        @Override
        Optional<byte[]> send(long nanos) {
            Frame frame = new Frame(outgoing(), 1, next, 0, TestFrames.id(next), PayloadType.OUTPUT, payload(next));
            byte[] bytes = FrameWriter.write(frame);
            outstanding.put(next++, new Sent(bytes, nanos));
            return paused || !connected ? Optional.empty() : Optional.of(bytes);
        }

        @Override
        List<byte[]> connected(long nanos) {
            connected = true;
            paused = false;
            return List.of();
        }

        @Override
        List<byte[]> tick(long nanos) {
            if (outstanding.isEmpty() || paused) {
                return List.of();
            }
            long first = outstanding.firstKey();
            Sent sent = outstanding.get(first);
            if (nanos - sent.nanos < TIMEOUT_NANOS) {
                return List.of();
            }
            if (!client) { // the client never notes that it has repeated, and so repeats at each tick
                outstanding.put(first, new Sent(sent.frame, nanos));
            }
            return List.of(sent.frame);
        }

        @Override
        boolean settled() {
            return outstanding.isEmpty();
        }

        @Override
        void acknowledged(long sequence, long nanos) {
            outstanding.remove(sequence);
            paused = false;
        }

        @Override
        void paused(boolean pause) {
            paused = pause && !client;
        }

        @Override
        List<byte[]> stream(Frame frame) {
            paused = false;
            long sequence = frame.sequence();
            if (sequence < expected) {
                return client ? List.of() : List.of(acknowledge(frame));
            }
            early.put(sequence, frame);
            while (early.containsKey(expected)) {
                early.remove(expected);
                delivered.add(expected++);
            }
            return List.of(acknowledge(frame));
        }
    }

    /** Ours: the windows of {@code wire.stream}. */
    private static final class Own extends ScriptedEnd {
        private final SendWindow sending;
        private final ReceiveWindow receiving = new ReceiveWindow(ReceiveWindow.DEFAULT_LIMIT_BYTES);
        private long sent;
        private boolean paused;
        private boolean connected;

        Own(Side side, boolean ownPeer) {
            super(side);
            sending = new SendWindow(outgoing(), SendWindow.DEFAULT_LIMIT_BYTES);
            if (side == Side.AGENT && !ownPeer) {
                sending.peerIgnoresDuplicates(0);
            }
        }

        @Override
        Optional<byte[]> send(long nanos) {
            byte[] payload = payload(sent);
            Frame frame = sending.next(PayloadType.OUTPUT, payload, TestFrames.id(sent), 1, nanos);
            sent++;
            return connected && !paused ? Optional.of(FrameWriter.write(frame)) : Optional.empty();
        }

        @Override
        List<byte[]> connected(long nanos) {
            connected = true;
            paused = false;
            return sending.resume(nanos).stream().map(FrameWriter::write).toList();
        }

        @Override
        List<byte[]> tick(long nanos) {
            return paused
                    ? List.of()
                    : sending.due(nanos).stream().map(FrameWriter::write).toList();
        }

        @Override
        boolean settled() {
            return sending.isEmpty();
        }

        @Override
        void acknowledged(long sequence, long nanos) {
            sending.acknowledged(sequence, nanos);
        }

        @Override
        void paused(boolean pause) {
            paused = pause;
        }

        @Override
        List<byte[]> stream(Frame frame) {
            return switch (receiving.accept(frame)) {
                case ReceiveWindow.Outcome.Deliver(List<Frame> inOrder) -> {
                    inOrder.forEach(one -> delivered.add(one.sequence()));
                    yield List.of(acknowledge(frame));
                }
                case ReceiveWindow.Outcome.Duplicate _, ReceiveWindow.Outcome.Buffered _ -> List.of(acknowledge(frame));
                case ReceiveWindow.Outcome.Overflow _ -> List.of();
            };
        }
    }
}

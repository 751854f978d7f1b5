// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A non-blocking file descriptor of ours that one thread reads and one writes, and that a third may call off: blocked
 * readers and writers wait in {@code poll} on the descriptor and on an event that {@link #finish} and {@link #close}
 * raise. Closing a descriptor under a thread that blocks in {@code read} would not wake it.
 */
final class Descriptor implements AutoCloseable {
    private static final int BUFFER_BYTES = 32 * 1024;

    /* struct pollfd: descriptor (int), events (short), events that happened (short). */
    private static final long POLLFD_BYTES = 8;
    private static final long POLLFD_EVENTS = 4;

    private final int fd;
    private final int event;
    private final Arena arena = Arena.ofShared();
    private final Direction reading = new Direction(LibC.POLLIN);
    private final Direction writing = new Direction(LibC.POLLOUT);
    private volatile boolean finished;
    private volatile boolean closed;

    /** Takes over a descriptor that is in non-blocking mode. */
    Descriptor(int fd) throws IOException {
        this.fd = fd;
        try {
            this.event = LibC.openEvent();
        } catch (IOException e) {
            LibC.close(fd);
            arena.close();
            throw e;
        }
    }

    /** Native memory of one direction, used under its monitor; {@link #close} takes both monitors before it frees it. */
    private final class Direction {
        private final short events;
        private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
        private final MemorySegment state = LibC.state(arena);
        private final MemorySegment poll = arena.allocate(2 * POLLFD_BYTES, JAVA_INT.byteAlignment());

        Direction(short events) {
            this.events = events;
        }

        void awaitReadiness() throws IOException {
            poll.set(JAVA_INT, 0, fd);
            poll.set(JAVA_SHORT, POLLFD_EVENTS, events);
            poll.set(JAVA_INT, POLLFD_BYTES, event);
            poll.set(JAVA_SHORT, POLLFD_BYTES + POLLFD_EVENTS, LibC.POLLIN);
            int ready = LibC.poll(poll, 2, state);
            if (ready < 0 && ready != -LibC.EINTR) {
                throw LibC.failure("poll", -ready);
            }
        }
    }

    /**
     * Waits for bytes, then takes all that are there: a single echoed character comes back at once, bulk output fills the
     * buffer.
     *
     * @return how many bytes of {@code target} were filled, or -1 at the end
     */
    int read(byte[] target) throws IOException {
        synchronized (reading) {
            int filled = 0;
            while (filled < target.length && !closed) {
                int room = Math.min(target.length - filled, BUFFER_BYTES);
                long count = LibC.read(fd, reading.buffer.asSlice(0, room), reading.state);
                if (count > 0) {
                    MemorySegment.copy(reading.buffer, JAVA_BYTE, 0, target, filled, (int) count);
                    filled += (int) count;
                } else if (filled > 0 || isEnd(count)) {
                    break; // an error after bytes comes back at the next call
                } else if (count == -LibC.EAGAIN) {
                    if (finished) {
                        break;
                    }
                    reading.awaitReadiness();
                } else if (count != -LibC.EINTR) {
                    throw LibC.failure("read", (int) -count);
                }
            }
            return filled == 0 ? -1 : filled;
        }
    }

    /** A pipe ends with 0 bytes, a terminal whose programs are gone with an input error. */
    private static boolean isEnd(long count) {
        return count == 0 || count == -LibC.EIO;
    }

    /**
     * Writes all bytes; blocks while the other side does not take them.
     *
     * @throws IOException when the other side is gone or this one was closed
     */
    void write(byte[] bytes) throws IOException {
        synchronized (writing) {
            int written = 0;
            while (written < bytes.length) {
                if (closed) {
                    throw new IOException("closed");
                }
                int part = Math.min(bytes.length - written, BUFFER_BYTES);
                MemorySegment.copy(bytes, written, writing.buffer, JAVA_BYTE, 0, part);
                long count = LibC.write(fd, writing.buffer.asSlice(0, part), writing.state);
                if (count >= 0) {
                    written += (int) count;
                } else if (count == -LibC.EAGAIN) {
                    writing.awaitReadiness();
                } else if (count != -LibC.EINTR) {
                    throw LibC.failure("write", (int) -count);
                }
            }
        }
    }

    /** Runs something that needs the descriptor open; does nothing once it is closed. */
    void whileOpen(Use use) throws IOException {
        synchronized (this) {
            if (!closed) {
                use.with(fd);
            }
        }
    }

    interface Use {
        void with(int fd) throws IOException;
    }

    /** From now on a reader gets what is there and then the end, even if some process keeps the other side open. */
    void finish() {
        finished = true;
        raise();
    }

    private synchronized void raise() {
        if (!closed) {
            try (var local = Arena.ofConfined()) {
                var one = local.allocate(Long.BYTES, Long.BYTES);
                one.set(JAVA_INT, 0, 1);
                long ignored = LibC.write(event, one, LibC.state(local));
            }
        }
    }

    /** Ends both directions; returns when no thread uses the descriptor any more. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            raise();
            closed = true;
        }
        synchronized (reading) {
            synchronized (writing) {
                LibC.close(fd);
                LibC.close(event);
                arena.close();
            }
        }
    }
}

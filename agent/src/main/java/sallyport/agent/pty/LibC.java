// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * The system calls that Java has no words for: files, terminals, waiting. Results follow the kernel's own convention, the
 * value or the negated {@code errno}, so that no call needs state of its thread.
 *
 * <p>Constants are those of Linux on x86-64 and AArch64, where they agree. Source: the {@code asm-generic} headers.
 */
final class LibC {
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static final int EPERM = 1;
    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;

    static final short POLLIN = 1;
    static final short POLLOUT = 4;

    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TIOCSWINSZ = 0x5414;
    private static final int IUTF8 = 0x4000;
    private static final long TERMIOS_BYTES = 64; // the kernel's struct has 36
    private static final long SLAVE_NAME_BYTES = 64;

    private static final int F_SETFL = 4;

    private static final int P_PID = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x01000000;
    private static final long SIGINFO_BYTES = 128;
    private static final long SIGINFO_CODE = 8;
    private static final long SIGINFO_STATUS = 24;
    private static final int CLD_EXITED = 1;
    /** What a shell adds to the number of the signal that ended a command. */
    private static final int SIGNAL_BASE = 128;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final CFunction POSIX_OPENPT = CFunction.named("posix_openpt");
    private static final CFunction GRANTPT = CFunction.named("grantpt");
    private static final CFunction UNLOCKPT = CFunction.named("unlockpt");
    private static final CFunction PTSNAME_R = CFunction.named("ptsname_r");
    private static final CFunction IOCTL = CFunction.named("ioctl");
    private static final CFunction FCNTL = CFunction.named("fcntl");
    private static final CFunction READ = CFunction.named("read");
    private static final CFunction WRITE = CFunction.named("write");
    private static final CFunction CLOSE = CFunction.named("close");
    private static final CFunction POLL = CFunction.named("poll");
    private static final CFunction EVENTFD = CFunction.named("eventfd");
    private static final CFunction PIPE2 = CFunction.named("pipe2");
    private static final CFunction KILL = CFunction.named("kill");
    private static final CFunction WAITID = CFunction.named("waitid");

    private LibC() {}

    /** A place for {@code errno}; each thread inside a call needs its own. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    /** Opens a new terminal's master side, unlocked, closed on exec, never blocking. */
    static int openTerminal() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = state(arena);
            int fd = checked(
                    "posix_openpt", POSIX_OPENPT.call(state, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC), state);
            int granted = GRANTPT.call(state, fd);
            if (granted < 0 || UNLOCKPT.call(state, fd) < 0) {
                int errno = errno(state);
                close(fd);
                throw failure("unlockpt", errno);
            }
            return fd;
        }
    }

    /** The path of the side programs open. */
    static String slaveName(int master) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = state(arena);
            var name = arena.allocate(SLAVE_NAME_BYTES);
            int error = PTSNAME_R.call(state, master, name.address(), SLAVE_NAME_BYTES);
            if (error != 0) {
                throw failure("ptsname_r", error);
            }
            return name.getString(0);
        }
    }

    /** Rows and columns as programs will see them; the foreground job gets SIGWINCH. */
    static void setWindowSize(int master, int columns, int rows) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var size = arena.allocate(JAVA_SHORT, 4); // struct winsize: rows, columns, two unused pixel counts
            size.setAtIndex(JAVA_SHORT, 0, (short) rows);
            size.setAtIndex(JAVA_SHORT, 1, (short) columns);
            ioctl("TIOCSWINSZ", master, TIOCSWINSZ, size, arena);
        }
    }

    /** Tells the line editor of the terminal that a character may have several bytes, so that erasing takes whole ones. */
    static void setUtf8(int master) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var termios = arena.allocate(TERMIOS_BYTES, JAVA_INT.byteAlignment());
            ioctl("TCGETS", master, TCGETS, termios, arena);
            termios.set(JAVA_INT, 0, termios.get(JAVA_INT, 0) | IUTF8); // c_iflag comes first
            ioctl("TCSETS", master, TCSETS, termios, arena);
        }
    }

    private static void ioctl(String name, int fd, long request, MemorySegment argument, Arena arena)
            throws IOException {
        var state = state(arena);
        checked(name, IOCTL.call(state, fd, request, argument.address()), state);
    }

    static long read(int fd, MemorySegment buffer, MemorySegment state) {
        long count = READ.callForSize(state, fd, buffer.address(), buffer.byteSize());
        return count < 0 ? -errno(state) : count;
    }

    static long write(int fd, MemorySegment bytes, MemorySegment state) {
        long count = WRITE.callForSize(state, fd, bytes.address(), bytes.byteSize());
        return count < 0 ? -errno(state) : count;
    }

    /** Waits without limit for one of {@code count} {@code struct pollfd}. */
    static int poll(MemorySegment entries, long count, MemorySegment state) {
        int ready = POLL.call(state, entries.address(), count, -1);
        return ready < 0 ? -errno(state) : ready;
    }

    /** A counter that is readable from the first write on: wakes every thread that polls it. */
    static int openEvent() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = state(arena);
            return checked("eventfd", EVENTFD.call(state, 0, O_NONBLOCK | O_CLOEXEC), state);
        }
    }

    /**
     * A pipe whose reading side never blocks; both are closed on exec.
     *
     * @return the reading and the writing side
     */
    static int[] openPipe() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = state(arena);
            var ends = arena.allocate(JAVA_INT, 2);
            checked("pipe2", PIPE2.call(state, ends.address(), O_CLOEXEC), state);
            int reading = ends.getAtIndex(JAVA_INT, 0);
            checked("fcntl", FCNTL.call(state, reading, F_SETFL, O_NONBLOCK), state);
            return new int[] {reading, ends.getAtIndex(JAVA_INT, 1)};
        }
    }

    /** Closes a descriptor; Linux frees it whatever the call answers. */
    static void close(int fd) {
        try (var arena = Arena.ofConfined()) {
            int ignored = CLOSE.call(state(arena), fd);
        }
    }

    /**
     * Sends a signal to a process, or to the group {@code -pid}.
     *
     * @return 0 or a negated {@code errno}
     */
    static int kill(int pid, int signal) {
        try (var arena = Arena.ofConfined()) {
            var state = state(arena);
            return KILL.call(state, pid, signal) < 0 ? -errno(state) : 0;
        }
    }

    /**
     * Blocks until a child has ended and leaves it unreaped, so that its number is not given away yet.
     *
     * @return its exit code, or 128 and the signal that ended it
     */
    static int awaitExit(int pid) throws IOException {
        return waitid(pid, WEXITED | WNOWAIT);
    }

    /** Frees the number of a child that has ended. */
    static void reap(int pid) throws IOException {
        waitid(pid, WEXITED);
    }

    private static int waitid(int pid, int options) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = state(arena);
            var info = arena.allocate(SIGINFO_BYTES, JAVA_LONG.byteAlignment());
            int result = WAITID.call(state, P_PID, pid, info.address(), options);
            while (result < 0 && errno(state) == EINTR) {
                result = WAITID.call(state, P_PID, pid, info.address(), options);
            }
            checked("waitid", result, state);
            int status = info.get(JAVA_INT, SIGINFO_STATUS);
            return info.get(JAVA_INT, SIGINFO_CODE) == CLD_EXITED ? status : SIGNAL_BASE + status;
        }
    }

    /** The text a pointer in a C structure shows, "" for a null pointer. */
    @SuppressWarnings("restricted") // the pointer has no bounds but the terminator of its text
    static String text(MemorySegment pointer, long maxBytes) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(maxBytes).getString(0);
    }

    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private static int checked(String name, int result, MemorySegment state) throws IOException {
        if (result < 0) {
            throw failure(name, errno(state));
        }
        return result;
    }

    static IOException failure(String name, int errno) {
        return new IOException(name + " failed with error " + errno);
    }
}

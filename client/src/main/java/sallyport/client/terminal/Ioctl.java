// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The kernel's {@code int ioctl(int fd, unsigned long request, void *argument)} on terminals, Linux numbers.
 *
 * <p>One function serves modes and size because each foreign function costs some 20 ms of a cold start, and starting
 * {@code stty} instead costs 5 ms each time and leaves the terminal raw when the last start fails.
 */
final class Ioctl {
    /** Reads the modes. */
    static final long TCGETS = 0x5401;

    /** Sets the modes at once, without waiting for output: a stopped terminal must not hold up the exit. */
    static final long TCSETS = 0x5402;

    /** Reads the window size. */
    static final long TIOCGWINSZ = 0x5413;

    private final MethodHandle ioctl;

    @SuppressWarnings("restricted") // the one foreign call of the client; the launcher allows native access
    Ioctl() {
        var linker = Linker.nativeLinker();
        ioctl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("ioctl"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
    }

    /** Calls with the bytes as argument; the kernel's answer is in them afterwards. False when it refused. */
    boolean call(int fd, long request, byte[] argument) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(argument.length, Long.BYTES);
            memory.copyFrom(MemorySegment.ofArray(argument));
            int result = (int) ioctl.invokeExact(fd, request, memory);
            MemorySegment.ofArray(argument).copyFrom(memory);
            return result == 0;
        } catch (Throwable unexpected) {
            throw new LinkageError("calling ioctl failed", unexpected);
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A function of the C library that takes at most six integers and pointers, which every one of ours does. All are called in one
 * shape, six machine words in and one out: the linker compiles classes for each shape it is asked for, and one instead of twenty
 * saves the agent megabytes (docs/adr/0012-agent-memory.md).
 *
 * <p>On the 64-bit ABIs of Linux (System V for x86, AAPCS64 for ARM, those of RISC-V, POWER and z) the first arguments travel in
 * registers whatever their width, {@code ...} included, and a callee does not look at registers it has no parameter for. Of the
 * word that comes back only the low half is defined where the function returns an {@code int}.
 *
 * @param address where it is
 */
record CFunction(MemorySegment address) {
    private static final MethodHandle CALL = handle();

    /** The function with a name. */
    static CFunction named(String name) {
        return new CFunction(Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library of this machine has no " + name)));
    }

    static boolean exists(String name) {
        return Linker.nativeLinker().defaultLookup().find(name).isPresent();
    }

    @SuppressWarnings("restricted") // the one place that links foreign code
    private static MethodHandle handle() {
        var shape = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return Linker.nativeLinker().downcallHandle(shape, Linker.Option.captureCallState("errno"));
    }

    /** Calls it; {@code state} takes {@code errno}. What pointers point to must outlive the call. */
    int call(MemorySegment state) {
        return (int) words(state, 0, 0, 0, 0, 0, 0);
    }

    int call(MemorySegment state, long a) {
        return (int) words(state, a, 0, 0, 0, 0, 0);
    }

    int call(MemorySegment state, long a, long b) {
        return (int) words(state, a, b, 0, 0, 0, 0);
    }

    int call(MemorySegment state, long a, long b, long c) {
        return (int) words(state, a, b, c, 0, 0, 0);
    }

    int call(MemorySegment state, long a, long b, long c, long d) {
        return (int) words(state, a, b, c, d, 0, 0);
    }

    int call(MemorySegment state, long a, long b, long c, long d, long e) {
        return (int) words(state, a, b, c, d, e, 0);
    }

    int call(MemorySegment state, long a, long b, long c, long d, long e, long f) {
        return (int) words(state, a, b, c, d, e, f);
    }

    /** For a function that returns a {@code ssize_t}. */
    long callForSize(MemorySegment state, long a, long b, long c) {
        return words(state, a, b, c, 0, 0, 0);
    }

    private long words(MemorySegment state, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(address, state, a, b, c, d, e, f);
        } catch (Throwable impossible) { // declared by invokeExact; C throws nothing
            throw new LinkageError("a call of the C library failed", impossible);
        }
    }
}

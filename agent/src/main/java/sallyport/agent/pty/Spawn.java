// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code posix_spawn} of a process that leads a session of its own, with default signal handling and no descriptor but
 * its standard three.
 *
 * <p>{@link ProcessBuilder} cannot do this: it opens a terminal in the agent itself, which as a systemd service leads a
 * session without a terminal and would become the terminal's owner; and a child of an agent that was started with
 * {@code nohup} or {@code &} would ignore Ctrl-C for life. See docs/adr/0011-child-processes.md.
 */
final class Spawn {
    /** Flags of {@code posix_spawnattr_setflags}, the same in glibc and musl. */
    private static final short SETSIGDEF = 0x04;

    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;

    /** Larger than any C library's {@code posix_spawnattr_t} (glibc 336 bytes) and file action list (80). */
    private static final long OPAQUE_BYTES = 1024;

    private static final long SIGSET_BYTES = 128;
    private static final int FIRST_INHERITED = 3;
    private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";

    private static final MethodHandle POSIX_SPAWN =
            LibC.call("posix_spawn", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ATTR_INIT = LibC.call("posix_spawnattr_init", JAVA_INT, ADDRESS);
    private static final MethodHandle ATTR_DESTROY = LibC.call("posix_spawnattr_destroy", JAVA_INT, ADDRESS);
    private static final MethodHandle ATTR_SETFLAGS =
            LibC.call("posix_spawnattr_setflags", JAVA_INT, ADDRESS, JAVA_SHORT);
    private static final MethodHandle ATTR_SETSIGDEFAULT =
            LibC.call("posix_spawnattr_setsigdefault", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle ATTR_SETSIGMASK =
            LibC.call("posix_spawnattr_setsigmask", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SIGFILLSET = LibC.call("sigfillset", JAVA_INT, ADDRESS);
    private static final MethodHandle ACTIONS_INIT = LibC.call("posix_spawn_file_actions_init", JAVA_INT, ADDRESS);
    private static final MethodHandle ACTIONS_DESTROY =
            LibC.call("posix_spawn_file_actions_destroy", JAVA_INT, ADDRESS);
    private static final MethodHandle ACTIONS_OPEN =
            LibC.call("posix_spawn_file_actions_addopen", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACTIONS_DUP =
            LibC.call("posix_spawn_file_actions_adddup2", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACTIONS_CLOSE =
            LibC.call("posix_spawn_file_actions_addclose", JAVA_INT, ADDRESS, JAVA_INT);
    private static final @Nullable MethodHandle ACTIONS_CLOSE_FROM =
            LibC.has(CLOSE_FROM) ? LibC.call(CLOSE_FROM, JAVA_INT, ADDRESS, JAVA_INT) : null; // glibc 2.34

    private Spawn() {}

    /**
     * Where a child's standard descriptors come from.
     *
     * @param input a path that is opened for reading and writing; a terminal becomes the child's controlling terminal
     * @param output a descriptor of ours to duplicate, or -1 to use {@code input}
     * @param error likewise
     */
    record Streams(String input, int output, int error) {}

    /**
     * Starts a command.
     *
     * @return its process number, which is also that of its session and first process group
     * @throws IOException when the program cannot be executed
     */
    static int start(Command command, Streams streams) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = LibC.state(arena);
            var arguments = command.spawned();
            var environment = command.environment().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList();
            var attributes = attributes(arena, state);
            var actions = actions(arena, state, streams);
            var pid = arena.allocate(JAVA_INT);
            int error = (int) POSIX_SPAWN.invokeExact(
                    state,
                    pid,
                    arena.allocateFrom(arguments.getFirst()),
                    actions,
                    attributes,
                    strings(arena, arguments),
                    strings(arena, environment));
            int ignored = (int) ACTIONS_DESTROY.invokeExact(state, actions);
            ignored = (int) ATTR_DESTROY.invokeExact(state, attributes);
            if (error != 0) {
                throw LibC.failure("starting \"" + arguments.getFirst() + "\"", error);
            }
            return pid.get(JAVA_INT, 0);
        } catch (Throwable e) {
            throw LibC.rethrown(e);
        }
    }

    /** A new session, every signal with its default action and none blocked, whatever this process inherited. */
    private static MemorySegment attributes(Arena arena, MemorySegment state) throws Throwable {
        var attributes = arena.allocate(OPAQUE_BYTES, JAVA_LONG.byteAlignment());
        var none = arena.allocate(SIGSET_BYTES, JAVA_LONG.byteAlignment());
        var all = arena.allocate(SIGSET_BYTES, JAVA_LONG.byteAlignment());
        done((int) ATTR_INIT.invokeExact(state, attributes));
        done((int) SIGFILLSET.invokeExact(state, all));
        done((int) ATTR_SETSIGDEFAULT.invokeExact(state, attributes, all));
        done((int) ATTR_SETSIGMASK.invokeExact(state, attributes, none));
        done((int) ATTR_SETFLAGS.invokeExact(state, attributes, (short) (SETSID | SETSIGDEF | SETSIGMASK)));
        return attributes;
    }

    /**
     * The C library runs these after it has made the new session, so the terminal opened first becomes the session's own
     * (tty_ioctl(4)).
     */
    private static MemorySegment actions(Arena arena, MemorySegment state, Streams streams) throws Throwable {
        var actions = arena.allocate(OPAQUE_BYTES, JAVA_LONG.byteAlignment());
        done((int) ACTIONS_INIT.invokeExact(state, actions));
        done((int) ACTIONS_OPEN.invokeExact(state, actions, 0, arena.allocateFrom(streams.input()), LibC.O_RDWR, 0));
        done((int) ACTIONS_DUP.invokeExact(state, actions, Math.max(streams.output(), 0), 1));
        done((int) ACTIONS_DUP.invokeExact(state, actions, Math.max(streams.error(), 0), 2));
        if (ACTIONS_CLOSE_FROM != null) {
            done((int) ACTIONS_CLOSE_FROM.invokeExact(state, actions, FIRST_INHERITED));
        } else {
            for (int descriptor : openDescriptors()) {
                done((int) ACTIONS_CLOSE.invokeExact(state, actions, descriptor));
            }
        }
        return actions;
    }

    /**
     * What is open now and would be inherited. Before glibc 2.34 there is nothing better: a descriptor another thread opens
     * between this and the spawn is closed on exec if the JDK or we opened it, as both ask for that.
     */
    private static List<Integer> openDescriptors() throws IOException {
        try (var entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            var open = new ArrayList<Integer>();
            for (var entry : entries) {
                int descriptor = Integer.parseInt(entry.getFileName().toString());
                if (descriptor >= FIRST_INHERITED) {
                    open.add(descriptor);
                }
            }
            return open;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static MemorySegment strings(Arena arena, List<String> strings) {
        var pointers = arena.allocate(ADDRESS, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(strings.get(i)));
        }
        return pointers; // zeroed by the arena, so it ends with a null pointer
    }

    private static void done(int error) throws IOException {
        if (error != 0) {
            throw LibC.failure("preparing a child process", error);
        }
    }
}

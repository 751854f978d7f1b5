// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

    private static final CFunction POSIX_SPAWN = CFunction.named("posix_spawn");
    private static final CFunction ATTR_INIT = CFunction.named("posix_spawnattr_init");
    private static final CFunction ATTR_DESTROY = CFunction.named("posix_spawnattr_destroy");
    private static final CFunction ATTR_SETFLAGS = CFunction.named("posix_spawnattr_setflags");
    private static final CFunction ATTR_SETSIGDEFAULT = CFunction.named("posix_spawnattr_setsigdefault");
    private static final CFunction ATTR_SETSIGMASK = CFunction.named("posix_spawnattr_setsigmask");
    private static final CFunction SIGFILLSET = CFunction.named("sigfillset");
    private static final CFunction ACTIONS_INIT = CFunction.named("posix_spawn_file_actions_init");
    private static final CFunction ACTIONS_DESTROY = CFunction.named("posix_spawn_file_actions_destroy");
    private static final CFunction ACTIONS_OPEN = CFunction.named("posix_spawn_file_actions_addopen");
    private static final CFunction ACTIONS_DUP = CFunction.named("posix_spawn_file_actions_adddup2");
    private static final CFunction ACTIONS_CLOSE = CFunction.named("posix_spawn_file_actions_addclose");
    private static final @Nullable CFunction ACTIONS_CLOSE_FROM =
            CFunction.exists(CLOSE_FROM) ? CFunction.named(CLOSE_FROM) : null; // glibc 2.34

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
            int error = POSIX_SPAWN.call(
                    state,
                    pid.address(),
                    arena.allocateFrom(arguments.getFirst()).address(),
                    actions.address(),
                    attributes.address(),
                    strings(arena, arguments).address(),
                    strings(arena, environment).address());
            int ignored = ACTIONS_DESTROY.call(state, actions.address());
            ignored = ATTR_DESTROY.call(state, attributes.address());
            if (error != 0) {
                throw LibC.failure("starting \"" + arguments.getFirst() + "\"", error);
            }
            return pid.get(JAVA_INT, 0);
        }
    }

    /** A new session, every signal with its default action and none blocked, whatever this process inherited. */
    private static MemorySegment attributes(Arena arena, MemorySegment state) throws IOException {
        var attributes = arena.allocate(OPAQUE_BYTES, JAVA_LONG.byteAlignment());
        var none = arena.allocate(SIGSET_BYTES, JAVA_LONG.byteAlignment());
        var all = arena.allocate(SIGSET_BYTES, JAVA_LONG.byteAlignment());
        done(ATTR_INIT.call(state, attributes.address()));
        done(SIGFILLSET.call(state, all.address()));
        done(ATTR_SETSIGDEFAULT.call(state, attributes.address(), all.address()));
        done(ATTR_SETSIGMASK.call(state, attributes.address(), none.address()));
        done(ATTR_SETFLAGS.call(state, attributes.address(), SETSID | SETSIGDEF | SETSIGMASK));
        return attributes;
    }

    /**
     * The C library runs these after it has made the new session, so the terminal opened first becomes the session's own
     * (tty_ioctl(4)).
     */
    private static MemorySegment actions(Arena arena, MemorySegment state, Streams streams) throws IOException {
        var actions = arena.allocate(OPAQUE_BYTES, JAVA_LONG.byteAlignment());
        done(ACTIONS_INIT.call(state, actions.address()));
        done(ACTIONS_OPEN.call(
                state, actions.address(), 0, arena.allocateFrom(streams.input()).address(), LibC.O_RDWR, 0));
        done(ACTIONS_DUP.call(state, actions.address(), Math.max(streams.output(), 0), 1));
        done(ACTIONS_DUP.call(state, actions.address(), Math.max(streams.error(), 0), 2));
        if (ACTIONS_CLOSE_FROM != null) {
            done(ACTIONS_CLOSE_FROM.call(state, actions.address(), FIRST_INHERITED));
        } else {
            for (int descriptor : openDescriptors()) {
                done(ACTIONS_CLOSE.call(state, actions.address(), descriptor));
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

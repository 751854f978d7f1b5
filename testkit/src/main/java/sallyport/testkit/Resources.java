// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What this process holds at one moment.
 *
 * @param threads live platform threads with their stacks, without those of the JVM, the JDK and the test runner
 * @param descriptors numbers and targets of open descriptors of the kinds that programs leak, from Linux; empty elsewhere
 * @param processes live descendants
 */
record Resources(Map<Thread, StackTraceElement[]> threads, Set<String> descriptors, Set<ProcessHandle> processes) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** Threads that live as long as the JVM once something has started them, and belong to nobody's test. */
    private static final List<String> STANDING_THREADS = List.of(
            "Attach Listener",
            "Cleaner-",
            "Common-Cleaner",
            "ForkJoinPool",
            "JNA Cleaner",
            "Keep-Alive-Timer",
            "MasterPoller",
            "ReadPoller",
            "VirtualThread-unparker",
            "VirtualThread-unblocker",
            "WritePoller",
            "globalEventExecutor",
            "jazzer",
            "junit-",
            "process reaper",
            "surefire");

    /** Opens what the JDK opens once, at its first use of sockets, and keeps. */
    static void warmUp() {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress())) {
            listener.accept().close();
            channel.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Resources now() {
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces().entrySet().stream()
                .filter(entry ->
                        STANDING_THREADS.stream().noneMatch(entry.getKey().getName()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<ProcessHandle> processes = ProcessHandle.current().descendants().collect(Collectors.toSet());
        return new Resources(threads, openDescriptors(), processes);
    }

    /** One line per thing that is here and was not there. */
    List<String> since(Resources earlier) {
        List<String> leaks = new ArrayList<>();
        threads.forEach((thread, stack) -> {
            if (!earlier.threads.containsKey(thread) && thread.isAlive()) {
                leaks.add("thread %s%n%s".formatted(thread.getName(), indented(Arrays.asList(stack))));
            }
        });
        Set<String> opened = new TreeSet<>(descriptors);
        opened.removeAll(earlier.descriptors);
        opened.forEach(target -> leaks.add("open %s".formatted(target)));
        for (ProcessHandle process : processes) {
            if (!earlier.processes.contains(process) && process.isAlive()) {
                leaks.add("process %d %s"
                        .formatted(process.pid(), process.info().commandLine().orElse("?")));
            }
        }
        return leaks;
    }

    static String indented(List<StackTraceElement> stack) {
        return stack.stream().map(frame -> "    at " + frame).collect(Collectors.joining(System.lineSeparator()));
    }

    private static Set<String> openDescriptors() {
        Set<String> targets = new HashSet<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return targets;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                if (isLeakable(target)) {
                    targets.add("%s %s".formatted(descriptor.getFileName(), target));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return targets;
    }

    private static boolean isLeakable(String target) {
        return target.startsWith("socket:")
                || target.startsWith("pipe:")
                || target.startsWith("/dev/pt")
                || target.startsWith(System.getProperty("java.io.tmpdir"));
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import sallyport.transport.HttpCaller;
import sallyport.wire.sigv4.Credentials;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many callers of StartSession, each on a kept-open connection, each with one call at a time. Warms up for {@value #WARM_UP_SECONDS} s,
 * then prints {@code {"sessions":n,"seconds":s,"p50":ms,"p99":ms,"withWarmUp":n,"refused":n,"refusal":"…"}}.
 *
 * <p>Arguments: endpoint, region, CA file, callers, seconds, then the nodes, which callers take in turn.
 */
final class StartSessionLoad {
    private static final int WARM_UP_SECONDS = 5;
    private static final int FIXED_ARGUMENTS = 5;
    private static final int OK = 200;
    private static final double NANOS_PER_MILLI = 1e6;

    private final ServerAddress server;
    private final Credentials key = Api.administrator();
    private final List<String> nodes;
    private final long measureFrom;
    private final long end;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger withWarmUp = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String refusal;

    private StartSessionLoad(ServerAddress server, int seconds, List<String> nodes) {
        this.server = server;
        this.nodes = nodes;
        this.measureFrom = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
        this.end = measureFrom + TimeUnit.SECONDS.toNanos(seconds);
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length <= FIXED_ARGUMENTS) {
            throw new IllegalArgumentException("expected endpoint, region, CA file, callers, seconds and nodes");
        }
        var server = ServerAddress.of(arguments[0], arguments[1], Path.of(arguments[2]));
        int callers = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        List<String> nodes = List.of(arguments).subList(FIXED_ARGUMENTS, arguments.length);
        var load = new StartSessionLoad(server, seconds, nodes);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.ofPlatform().name("caller-" + i).start(load::call));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        load.print(seconds);
    }

    private void call() {
        try (var api = new Api(server)) {
            long begun = System.nanoTime();
            while (begun < end) {
                String node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
                HttpCaller.Reply reply = api.send(key, "StartSession", Map.of("Target", node));
                long done = System.nanoTime();
                if (reply.status() != OK) {
                    refuse(reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8));
                } else {
                    withWarmUp.incrementAndGet();
                    if (begun >= measureFrom && done <= end) {
                        nanos.add(done - begun);
                    }
                }
                begun = done;
            }
        } catch (IOException broken) {
            refuse(String.valueOf(broken));
        }
    }

    private void refuse(String why) {
        refused.incrementAndGet();
        refusal = why;
    }

    private void print(int seconds) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        String why = refusal;
        System.out.println(JsonMapper.builder()
                .build()
                .writeValueAsString(Map.of(
                        "sessions",
                        sorted.length,
                        "seconds",
                        seconds,
                        "p50",
                        percentile(sorted, 0.50) / NANOS_PER_MILLI,
                        "p99",
                        percentile(sorted, 0.99) / NANOS_PER_MILLI,
                        "refused",
                        refused.get(),
                        "refusal",
                        why == null ? "" : why)));
    }

    /** Nearest rank; 0 without a sample. */
    private static long percentile(long[] sorted, double share) {
        return Arrays.stream(sorted)
                .skip(Math.max(0, Math.round(share * (sorted.length - 1))))
                .findFirst()
                .orElse(0);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.ManualLoop;
import sallyport.server.http.WebSocket;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.testkit.ManualClock;

/**
 * Whatever is cut and whenever: each end gets the other's stream once and in order, and learns in the end that all of its own arrived. Each case is a seed, so that a failure
 * can be seen again.
 */
class CutRelayTest {
    private static final int SEEDS = 150;
    private static final int CUTS = 12;
    private static final int OUTPUT_FRAMES = 200;
    private static final int INPUT_FRAMES = 60;
    private static final Duration BUSY = Duration.ofSeconds(15);

    /** The official ends repeat ten frames a second at most. */
    private static final Duration QUIET = Duration.ofMinutes(3);

    private final ManualLoop loop = new ManualLoop();
    private final Relay relay = new Relay(
            new SessionId("alice-" + "a".repeat(26)), false, loop, new GatewayFrames(new ManualClock()), new Unheard());
    private final Map<Side, ScriptedEnd> ends = new EnumMap<>(Side.class);
    private final Map<Side, ScriptedLink> links = new EnumMap<>(Side.class);

    private record World(boolean ownClient, boolean ownAgent, List<Side> cut) {
        @Override
        public String toString() {
            return (ownClient ? "own" : "official") + " client, " + (ownAgent ? "own" : "official") + " agent, cut "
                    + cut;
        }
    }

    static Stream<World> worlds() {
        List<Side> both = List.of(Side.CLIENT, Side.AGENT);
        return Stream.of(
                new World(true, true, both),
                new World(true, false, both),
                new World(false, true, both),
                new World(false, false, both));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void nothingIsLostDoubledOrWaitedForInVain(World world) {
        IntStream.range(0, SEEDS).forEach(seed -> new CutRelayTest().run(world, seed));
    }

    private void run(World world, int seed) {
        Random random = new Random(seed);
        ends.put(Side.AGENT, ScriptedEnd.of(Side.AGENT, world.ownAgent, world.ownClient));
        ends.put(Side.CLIENT, ScriptedEnd.of(Side.CLIENT, world.ownClient, world.ownAgent));
        relay.start();
        connect(Side.AGENT, world.ownAgent, random);
        connect(Side.CLIENT, world.ownClient, random);
        for (int i = 0; i < OUTPUT_FRAMES; i++) {
            loop.schedule(() -> speak(Side.AGENT), within(random, BUSY));
        }
        for (int i = 0; i < INPUT_FRAMES; i++) {
            loop.schedule(() -> speak(Side.CLIENT), within(random, BUSY));
        }
        for (int i = 0; i < CUTS; i++) {
            Side side = world.cut.get(random.nextInt(world.cut.size()));
            boolean own = side == Side.CLIENT ? world.ownClient : world.ownAgent;
            loop.schedule(() -> cut(side, own, random), within(random, BUSY));
        }
        for (Duration passed = Duration.ZERO;
                passed.compareTo(BUSY.plus(QUIET)) < 0;
                passed = passed.plus(Duration.ofMillis(100))) {
            loop.advance(Duration.ofMillis(100));
            ends.forEach((side, end) -> end.tick(loop.nanoTime()).forEach(frame -> send(side, frame)));
        }
        String what = world + ", seed " + seed;
        assertThat(ends.get(Side.CLIENT).delivered).as(what).containsExactlyElementsOf(numbers(OUTPUT_FRAMES));
        assertThat(ends.get(Side.AGENT).delivered).as(what).containsExactlyElementsOf(numbers(INPUT_FRAMES));
        assertThat(ends.get(Side.AGENT).settled()).as("agent of " + what).isTrue();
        assertThat(ends.get(Side.CLIENT).settled()).as("client of " + what).isTrue();
        assertThat(relay.queuedBytes(Side.CLIENT) + relay.queuedBytes(Side.AGENT))
                .as(what)
                .isZero();
    }

    private static Duration within(Random random, Duration limit) {
        return Duration.ofNanos((long) (random.nextDouble() * limit.toNanos()));
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private void speak(Side side) {
        ends.get(side).send(loop.nanoTime()).ifPresent(frame -> send(side, frame));
    }

    private void send(Side side, byte[] frame) {
        ScriptedLink link = links.get(side);
        link.fromEnd(frame, arrived -> relay.message(side, link, BinaryMessage.copyOf(arrived)));
    }

    private void connect(Side side, boolean own, Random random) {
        ScriptedLink link = new ScriptedLink(
                loop,
                () -> within(random, Duration.ofMillis(30)),
                message -> ends.get(side).receive(message, loop.nanoTime()).forEach(answer -> send(side, answer)));
        links.put(side, link);
        relay.attach(side, link, own);
        ends.get(side).connected(loop.nanoTime()).forEach(frame -> send(side, frame));
    }

    /** The end notices after a while and comes back; the relay notices before that, after it, or when the end is back. */
    private void cut(Side side, boolean own, Random random) {
        ScriptedLink link = links.get(side);
        if (link.isCut()) {
            return;
        }
        link.cut();
        loop.schedule(() -> relay.detach(side, link), within(random, Duration.ofSeconds(3)));
        loop.schedule(() -> connect(side, own, random), within(random, Duration.ofSeconds(2)));
    }

    private static final class Unheard implements SessionEvents {
        @Override
        public void input() {}

        @Override
        public void connected(Side side) {}

        @Override
        public void disconnected(Side side) {}

        @Override
        public void exitCode(int code) {}

        @Override
        public void exited(int code) {}

        @Override
        public void badFrame(Side side, WebSocket socket, String why) {
            throw new AssertionError(why);
        }

        @Override
        public void closed() {}
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sallyport.bench.load.SimulatedAgent.Activation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many idle nodes. Prints {@code {"connected":n,"seconds":s,"nodes":[…]}} when all are connected, stays until its standard input
 * ends, and prints {@code {"lost":n}}.
 *
 * <p>Arguments: endpoint, region, CA file, number of agents. Ends after {@value #LONGEST_MINUTES} minutes whatever happens.
 */
final class Fleet {
    /** As many registrations as one activation may have. */
    private static final int PER_ACTIVATION = 1000;

    /** Agents that register at the same time. */
    private static final int AT_ONCE = 16;

    /** Nodes share key pairs, because making one takes longer than everything else a node does. */
    private static final int KEY_PAIRS = 4;

    private static final int KEY_BITS = 2048;
    private static final int LONGEST_MINUTES = 30;
    private static final int EXPECTED_ARGUMENTS = 4;

    private final ServerAddress server;
    private final int size;
    private final Semaphore registering = new Semaphore(AT_ONCE);
    private final Queue<String> connected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    private Fleet(ServerAddress server, int size) {
        this.server = server;
        this.size = size;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != EXPECTED_ARGUMENTS) {
            throw new IllegalArgumentException("expected endpoint, region, CA file and number of agents");
        }
        Thread.ofPlatform().daemon().start(() -> exitAfter(LONGEST_MINUTES));
        var server = ServerAddress.of(arguments[0], arguments[1], Path.of(arguments[2]));
        new Fleet(server, Integer.parseInt(arguments[3])).run();
        System.exit(0); // the agents' threads would stay until their sockets break
    }

    private void run() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        List<Activation> activations = activations();
        List<KeyPair> keys = keys();
        var settled = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            Activation activation = activations.get(i / PER_ACTIVATION);
            KeyPair key = keys.get(i % KEY_PAIRS);
            Thread.ofVirtual().name("agent-" + i).start(() -> live(activation, key, settled));
        }
        settled.await();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Exception failure = failures.peek();
        if (failure != null) {
            throw new IOException(failures.size() + " of " + size + " agents did not connect", failure);
        }
        print(Map.of("connected", connected.size(), "seconds", seconds, "nodes", List.copyOf(connected)));
        System.in.readAllBytes();
        print(Map.of("lost", lost.get()));
    }

    /** One agent's life. */
    private void live(Activation activation, KeyPair key, CountDownLatch settled) {
        SimulatedAgent agent;
        registering.acquireUninterruptibly();
        try {
            agent = SimulatedAgent.connect(server, activation, key);
            connected.add(agent.node());
        } catch (IOException | InvalidKeyException e) {
            failures.add(e);
            return;
        } finally {
            registering.release();
            settled.countDown();
        }
        try {
            agent.stay();
        } catch (IOException over) {
            lost.incrementAndGet();
        }
    }

    private List<Activation> activations() throws IOException {
        var activations = new ArrayList<Activation>();
        try (var api = new Api(server)) {
            for (int made = 0; made < size; made += PER_ACTIVATION) {
                JsonNode reply = api.ssm(
                        Api.administrator(),
                        "CreateActivation",
                        Map.of("IamRole", "SallyportNode", "RegistrationLimit", PER_ACTIVATION));
                activations.add(new Activation(
                        reply.required("ActivationId").asString(),
                        reply.required("ActivationCode").asString()));
            }
        }
        return activations;
    }

    private static List<KeyPair> keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var keys = new ArrayList<KeyPair>();
            for (int i = 0; i < KEY_PAIRS; i++) {
                keys.add(generator.generateKeyPair());
            }
            return keys;
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void print(Map<String, ?> line) {
        System.out.println(JsonMapper.builder().build().writeValueAsString(line));
        System.out.flush();
    }

    private static void exitAfter(int minutes) {
        try {
            TimeUnit.MINUTES.sleep(minutes);
        } catch (InterruptedException nobodyInterrupts) {
            Thread.currentThread().interrupt();
        }
        System.exit(1);
    }
}

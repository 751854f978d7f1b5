// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sallyport.agent.register.NodeIdentity;
import sallyport.transport.Trust;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.FrameWriter;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.AgentTask;
import sallyport.wire.message.AgentTaskAcknowledge;
import sallyport.wire.message.AgentTaskComplete;
import sallyport.wire.message.Messages;
import sallyport.wire.message.SessionTask;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.Role;
import sallyport.wire.websocket.WebSocketDecoder;
import sallyport.wire.websocket.WebSocketEncoder;
import sallyport.wire.websocket.WebSocketHandshake;

/** A server on loopback as an agent sees it: answers its calls, holds its control channel, plays the client of each session. */
public final class TestGateway implements AutoCloseable {
    private static final PrivateKey KEY = newKey();

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, TestClient> clients = new ConcurrentHashMap<>();
    private final BlockingQueue<Peer> controlChannels = new LinkedBlockingQueue<>();

    /** Every call and upgrade, its operation or path, in order. */
    public final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

    /** Every completion, acknowledged unless {@link #acknowledging} says no. */
    public final BlockingQueue<AgentTaskComplete> completions = new LinkedBlockingQueue<>();

    public volatile boolean acknowledging = true;

    /** Operations that are refused, with the error they get. */
    public final Map<String, String> refusals = new ConcurrentHashMap<>();

    private final Set<String> refusedOnce = ConcurrentHashMap.newKeySet();

    /** Whether the next credentials come with the wish for a new key. */
    public volatile boolean updateKeyPair;

    private volatile @Nullable Peer control;

    public TestGateway() throws IOException {
        Thread.ofPlatform().name("test-gateway").start(this::accept);
    }

    public NodeIdentity identity() {
        return new NodeIdentity(
                "mi-0123456789abcdef0",
                URI.create("http://localhost:" + listener.getLocalPort()),
                "us-east-1",
                new Trust.SystemDefault(),
                KEY,
                "fingerprint");
    }

    /** Waits for the agent's next control channel. */
    public void awaitControlChannel() throws InterruptedException {
        control = controlChannels.poll(10, TimeUnit.SECONDS);
        if (control == null) {
            throw new AssertionError("no control channel; seen " + calls);
        }
    }

    /** Refuses the next call of an operation, and no later one. */
    public void refuseOnce(String operation, String error) {
        refusals.put(operation, error);
        refusedOnce.add(operation);
    }

    /** Asks the agent for a session and returns its client. */
    public TestClient start(SessionTask task) throws IOException {
        var client = client(task.sessionId());
        send(MessageType.INTERACTIVE_SHELL, Messages.write(AgentTask.of(task)));
        return client;
    }

    public TestClient client(String sessionId) {
        return clients.computeIfAbsent(sessionId, id -> new TestClient());
    }

    /** Sends a frame on the control channel. */
    public void send(MessageType type, byte[] payload) throws IOException {
        var open = control;
        if (open == null) {
            throw new IOException("no control channel");
        }
        open.sendFrame(frame(type, 0, PayloadType.UNSET, payload));
    }

    public void dropControlChannel() throws IOException {
        var open = control;
        if (open != null) {
            open.drop();
        }
    }

    static Frame frame(MessageType type, long sequence, PayloadType payloadType, byte[] payload) {
        return new Frame(type, 1_700_000_000_000L, sequence, 0, UUID.randomUUID(), payloadType, payload);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                sockets.add(socket);
                Thread.ofPlatform().name("test-gateway-connection").start(() -> play(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void play(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            for (var head = readHead(socket.getInputStream()); head != null; head = readHead(socket.getInputStream())) {
                if (header(head, "Upgrade").equals("websocket")) {
                    upgrade(socket, head);
                    return;
                }
                answer(socket, head);
            }
        } catch (IOException | UncheckedIOException e) {
            // The agent went away, which some tests are about.
        }
    }

    private void answer(Socket socket, String head) throws IOException {
        var path = head.split(" ", 3)[1];
        var target = header(head, "X-Amz-Target");
        socket.getInputStream().readNBytes(Integer.parseInt(header(head, "Content-Length")));
        var operation = target.isEmpty() ? path : target.substring(target.indexOf('.') + 1);
        calls.add(operation);
        var refusal = refusedOnce.remove(operation) ? refusals.remove(operation) : refusals.get(operation);
        if (refusal != null) {
            respond(socket, 400, "{\"__type\":\"" + refusal + "\",\"message\":\"as the test wishes\"}");
        } else if (path.startsWith("/v1/")) {
            respond(
                    socket,
                    201,
                    "<R><MessageSchemaVersion>1.0</MessageSchemaVersion><TokenValue>token</TokenValue></R>");
        } else if (operation.equals("RequestManagedInstanceRoleToken")) {
            respond(
                    socket,
                    200,
                    "{\"AccessKeyId\":\"ASIAEXAMPLE\",\"SecretAccessKey\":\"secret\",\"SessionToken\":\"session\","
                            + "\"TokenExpirationDate\":4102444800.0,\"UpdateKeyPair\":" + updateKeyPair + "}");
        } else {
            respond(socket, 200, "{}");
        }
    }

    private static void respond(Socket socket, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write(("HTTP/1.1 " + status + " Status\r\nContent-Length: " + bytes.length + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void upgrade(Socket socket, String head) throws IOException {
        var path = head.split(" ", 3)[1];
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + WebSocketHandshake.acceptFor(header(head, "Sec-WebSocket-Key")) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var peer = new Peer(socket);
        calls.add("upgrade " + path);
        if (path.contains("/control-channel/")) {
            peer.read(frame -> control(frame, peer), text -> controlChannels.add(peer));
        } else {
            var client = client(path.substring("/v1/data-channel/".length(), path.indexOf('?')));
            client.attach(peer);
            peer.read(client::take, text -> {});
        }
    }

    private void control(Frame frame, Peer peer) throws IOException {
        if (frame.type() == MessageType.AGENT_TASK_COMPLETE) {
            var complete = Messages.read(frame.payload(), AgentTaskComplete.class);
            completions.add(complete);
            if (acknowledging) {
                var heard = AgentTaskAcknowledge.of(frame.id().toString(), complete.taskId());
                peer.sendFrame(frame(MessageType.AGENT_TASK_ACKNOWLEDGE, 0, PayloadType.UNSET, Messages.write(heard)));
            }
        }
    }

    private static @Nullable String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static PrivateKey newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    /** The gateway's end of one WebSocket. */
    static final class Peer {
        interface FrameSink {
            void take(Frame frame) throws IOException;
        }

        interface TextSink {
            void take(String text);
        }

        private final Socket socket;

        Peer(Socket socket) {
            this.socket = socket;
        }

        void sendFrame(Frame frame) throws IOException {
            send(Opcode.BINARY, FrameWriter.write(frame));
        }

        private synchronized void send(Opcode opcode, byte[] payload) throws IOException {
            socket.getOutputStream().write(WebSocketEncoder.frame(opcode, ByteBuffer.wrap(payload)));
        }

        void drop() throws IOException {
            socket.close();
        }

        void read(FrameSink frames, TextSink texts) throws IOException {
            var decoder = new WebSocketDecoder(Role.SERVER, 4 << 20);
            var buffer = new byte[64 * 1024];
            for (int count = socket.getInputStream().read(buffer);
                    count >= 0;
                    count = socket.getInputStream().read(buffer)) {
                decoder.feed(ByteBuffer.wrap(buffer, 0, count), new WebSocketDecoder.Sink() {
                    @Override
                    public void text(String message) {
                        texts.take(message);
                    }

                    @Override
                    public void binary(ByteBuffer message) {
                        try {
                            frames.take(FrameReader.read(message));
                        } catch (MalformedFrameException e) {
                            throw new AssertionError("the agent sent a malformed frame", e);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }

                    @Override
                    public void ping(ByteBuffer payload) {
                        var echo = new byte[payload.remaining()];
                        payload.get(echo);
                        try {
                            send(Opcode.PONG, echo);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }

                    @Override
                    public void pong(ByteBuffer payload) {}

                    @Override
                    public void close(int code, String reason) {}
                });
            }
        }
    }
}

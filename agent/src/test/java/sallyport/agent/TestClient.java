// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Acknowledge;
import sallyport.wire.message.HandshakeRequest;
import sallyport.wire.message.HandshakeResponse;
import sallyport.wire.message.Messages;
import sallyport.wire.message.ProcessedClientAction;
import sallyport.wire.message.Sallyport;
import sallyport.wire.message.TerminalSize;

/**
 * The client of one session, scripted by a test: puts the agent's frames in order, acknowledges each, never acknowledges one
 * twice if it plays the official client.
 */
public final class TestClient {
    private final BlockingQueue<Frame> inOrder = new LinkedBlockingQueue<>();

    /** What the agent said outside the stream. */
    public final BlockingQueue<String> states = new LinkedBlockingQueue<>();

    // guarded by this
    private final TreeMap<Long, Frame> early = new TreeMap<>();
    private TestGateway.@Nullable Peer peer;
    private long expected;
    private long next;
    private boolean silent;

    synchronized void attach(TestGateway.Peer connection) {
        peer = connection;
        notifyAll();
    }

    synchronized void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case AGENT_SESSION_STATE -> states.add(new String(frame.payload(), StandardCharsets.UTF_8));
            case OUTPUT_STREAM_DATA -> {
                if (silent) {
                    return;
                }
                send(TestGateway.frame(
                        MessageType.ACKNOWLEDGE, 0, PayloadType.UNSET, Messages.write(Acknowledge.of(frame))));
                if (frame.sequence() >= expected) {
                    early.put(frame.sequence(), frame);
                }
                for (var first = early.remove(expected); first != null; first = early.remove(expected)) {
                    inOrder.add(first);
                    expected++;
                }
            }
            default -> {
                // acknowledgements of ours: this client's own frames are never lost
            }
        }
    }

    /** From now on frames of the agent vanish, as when the client is away. */
    public synchronized void fallSilent(boolean now) {
        silent = now;
    }

    /** Breaks the connection. */
    public synchronized void drop() throws IOException {
        if (peer != null) {
            peer.drop();
        }
    }

    private synchronized void send(Frame frame) throws IOException {
        if (peer != null) {
            peer.sendFrame(frame);
        }
    }

    public void send(PayloadType type, byte[] payload) throws IOException {
        send(TestGateway.frame(MessageType.INPUT_STREAM_DATA, next++, type, payload));
    }

    public void type(String text) throws IOException {
        send(PayloadType.OUTPUT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void resize(int columns, int rows) throws IOException {
        send(PayloadType.SIZE, Messages.write(new TerminalSize(columns, rows)));
    }

    /** Ends the channel as the gateway does. */
    public void sendControl(MessageType type) throws IOException {
        send(TestGateway.frame(type, 0, PayloadType.UNSET, new byte[] {'{', '}'}));
    }

    public Frame nextFrame() throws InterruptedException {
        return Optional.ofNullable(inOrder.poll(10, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("the agent sent nothing more"));
    }

    public boolean hasFrame() {
        return !inOrder.isEmpty();
    }

    /** Shakes hands; returns what the agent asked. */
    public HandshakeRequest shakeHands(boolean ours) throws Exception {
        var request = nextFrame();
        assertThat(request.payloadType()).isEqualTo(PayloadType.HANDSHAKE_REQUEST);
        var asked = Messages.read(request.payload(), HandshakeRequest.class);
        answer(
                ours,
                ProcessedClientAction.success(asked.requestedClientActions().getFirst()));
        assertThat(nextFrame().payloadType()).isEqualTo(PayloadType.HANDSHAKE_COMPLETE);
        return asked;
    }

    public void answer(boolean ours, ProcessedClientAction action) throws IOException {
        send(
                PayloadType.HANDSHAKE_RESPONSE,
                Messages.write(
                        new HandshakeResponse("1.2.707.0", List.of(action), null, ours ? Sallyport.CURRENT : null)));
    }

    /** Reads output until it holds a text; returns all of it. */
    public String readUntil(String text) throws InterruptedException {
        var output = new StringBuilder();
        while (output.indexOf(text) < 0) {
            var frame = inOrder.poll(10, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no \"" + text + "\" in \"" + output + "\"");
            }
            assertThat(frame.payloadType()).isEqualTo(PayloadType.OUTPUT);
            output.append(new String(frame.payload(), StandardCharsets.UTF_8));
        }
        return output.toString();
    }

    /** Reads frames of any type as {@code TYPE text} until one of that type comes. */
    public String readThrough(PayloadType last) throws InterruptedException {
        var seen = new StringBuilder();
        for (var frame = nextFrame(); ; frame = nextFrame()) {
            seen.append(frame.payloadType())
                    .append(' ')
                    .append(new String(frame.payload(), StandardCharsets.UTF_8))
                    .append('|');
            if (frame.payloadType() == last) {
                return seen.toString();
            }
        }
    }
}

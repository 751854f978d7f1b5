// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import sallyport.server.http.BinaryMessage;
import sallyport.server.http.Loop;
import sallyport.server.http.Upgrade;
import sallyport.server.http.WebSocket;
import sallyport.server.http.WebSocketHandler;
import sallyport.server.identity.NodeId;
import sallyport.server.node.ControlChannels;
import sallyport.server.node.ControlHandler;
import sallyport.wire.frame.FrameReader;
import sallyport.wire.frame.MalformedFrameException;
import sallyport.wire.frame.MessageType;
import sallyport.wire.message.AgentTask;
import sallyport.wire.message.Messages;
import sallyport.wire.message.OpenControlChannel;
import sallyport.wire.message.SessionTask;

/** An agent's control channel without a network: what the server sends is in lists, what the agent does a test says. */
public final class ScriptedAgent implements WebSocket {
    /** The sessions it was told to run. */
    public final List<SessionTask> tasks = new CopyOnWriteArrayList<>();

    /** Why its connections were closed. */
    public final List<String> farewells = new CopyOnWriteArrayList<>();

    private final WebSocketHandler handler;

    /** Connects: {@code token} is what CreateControlChannel gave. */
    ScriptedAgent(NodeId node, ControlChannels channels, ControlHandler listener, String token) {
        handler = ((Upgrade.Accept) channels.accept(node, listener)).handler();
        handler.opened(this);
        OpenControlChannel open =
                OpenControlChannel.ofAgent(UUID.randomUUID().toString(), token, "3.3.9999.0", "linux");
        handler.text(this, Messages.writeString(open));
    }

    /** The connection ends. */
    public void disconnect() {
        handler.closed(this, 1006, "");
    }

    @Override
    public void send(byte[] message) {
        try {
            var frame = FrameReader.read(ByteBuffer.wrap(message));
            if (frame.type() == MessageType.INTERACTIVE_SHELL) {
                AgentTask task = Messages.read(frame.payload(), AgentTask.class);
                tasks.add(Messages.read(task.content(), SessionTask.class));
            }
        } catch (MalformedFrameException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void ping(Runnable answered) {}

    @Override
    public void close(int code, String reason) {
        farewells.add(reason);
    }

    @Override
    public Loop loop() {
        return new Loop() {
            @Override
            public boolean current() {
                return true;
            }

            @Override
            public void execute(Runnable task) {
                task.run();
            }

            @Override
            public Timer schedule(Runnable task, Duration delay) {
                return () -> {};
            }

            @Override
            public long nanoTime() {
                return 0;
            }
        };
    }

    @Override
    public InetSocketAddress remote() {
        return new InetSocketAddress("192.0.2.2", 40001);
    }

    @Override
    public void sendText(String text) {
        throw new AssertionError("nothing but the agent's own open frame is text");
    }

    @Override
    public void send(BinaryMessage message) {
        throw new AssertionError("frames of control channels are sent as bytes");
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void silenceLimit(Duration limit) {}
}

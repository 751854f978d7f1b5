// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sallyport.wire.websocket.CloseCode;
import sallyport.wire.websocket.Opcode;
import sallyport.wire.websocket.Role;
import sallyport.wire.websocket.WebSocketDecoder;
import sallyport.wire.websocket.WebSocketEncoder;
import sallyport.wire.websocket.WebSocketProtocolException;

/**
 * A WebSocket at the end of a Netty pipeline. All fields are owned by its event loop.
 *
 * <p>Liveness: when nothing has been sent for {@link #PING_AFTER} a ping goes out, also while reading is paused, so that the peer knows this end to be
 * alive; and the connection is dropped when the peer has been silent for the {@linkplain #silenceLimit limit}. Every WebSocket library answers pings, so a living
 * peer is never silent for longer than a round trip after our ping.
 */
final class NettyWebSocket extends ChannelInboundHandlerAdapter implements WebSocket {
    private static final System.Logger LOG = System.getLogger(NettyWebSocket.class.getName());

    /** Own ends call a gateway dead after 12 s: two pings may be lost. */
    private static final Duration PING_AFTER = Duration.ofSeconds(4);

    /** For peers we know nothing of: generous, as the official client answers no ping while it waits for its terminal. */
    private static final Duration DEFAULT_SILENCE = Duration.ofSeconds(30);

    /** How long the peer has to answer a close frame. */
    private static final Duration CLOSE_TIME = Duration.ofSeconds(1);

    private static final byte[] PING_PAYLOAD = "keepalive".getBytes(StandardCharsets.US_ASCII);

    private final Channel channel;
    private final WebSocketHandler handler;
    private final WebSocketDecoder decoder;
    private final WebSocketDecoder.Sink incoming = new Incoming();
    private final NettyLoop loop;

    private long silenceNanos = DEFAULT_SILENCE.toNanos();
    private long lastReceived;
    private long lastSent;
    private boolean opened;
    private boolean paused;
    private boolean closing;
    private boolean flushing;
    private @Nullable ScheduledFuture<?> liveness;

    /** The payload of the last {@link #ping}, and what its answer leads to; nothing for the pings that only show life. */
    private byte[] question = {};

    private @Nullable Runnable answered;
    private long questions;

    /** How the connection ended, as far as is known; reported once it is gone. */
    private int closeCode = CloseCode.ABNORMAL;

    private String closeReason = "";

    private NettyWebSocket(Channel channel, Upgrade.Accept accept, NettyLoop loop) {
        this.channel = channel;
        this.handler = accept.handler();
        this.decoder = new WebSocketDecoder(Role.SERVER, accept.maxMessageBytes());
        this.loop = loop;
    }

    /** Replaces HTTP in a pipeline whose upgrade has been answered, and moves the channel to the loop of its affinity. */
    static void takeOver(Channel channel, Upgrade.Accept accept, EventLoops loops) {
        NettyLoop target =
                accept.affinity().isEmpty() ? new NettyLoop(channel.eventLoop()) : loops.nettyLoop(accept.affinity());
        NettyWebSocket socket = new NettyWebSocket(channel, accept, target);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(socket);
        pipeline.remove(HttpServerCodec.class);
        pipeline.remove(HttpConnection.class);
        if (target.eventLoop().equals(channel.eventLoop())) {
            socket.start();
            return;
        }
        channel.deregister()
                .addListener(left -> target.eventLoop().register(channel).addListener(moved -> {
                    if (moved.isSuccess()) {
                        socket.start();
                    } else {
                        drop(channel);
                    }
                }));
    }

    private void start() {
        if (!channel.isActive()) {
            return;
        }
        opened = true;
        lastReceived = loop.nanoTime();
        lastSent = lastReceived;
        watch();
        try {
            handler.opened(this);
        } catch (RuntimeException e) {
            exceptionCaught(channel.pipeline().context(this), e);
        }
        channel.config().setAutoRead(!paused);
    }

    // ---- receiving

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!opened) {
                drop(channel); // RFC 6455 §4.1: nothing may be sent before the upgrade is answered
                return;
            }
            lastReceived = loop.nanoTime();
            decoder.feed(bytes.nioBuffer(), incoming);
        } catch (WebSocketProtocolException e) {
            close(e.closeCode(), String.valueOf(e.getMessage()));
        } finally {
            bytes.release();
        }
    }

    private final class Incoming implements WebSocketDecoder.Sink {
        @Override
        public void text(String message) {
            if (!closing) {
                handler.text(NettyWebSocket.this, message);
            }
        }

        @Override
        public void binary(ByteBuffer payload) {
            if (closing) {
                return;
            }
            BinaryMessage message = BinaryMessage.copyOf(payload, channel.alloc());
            try {
                handler.binary(NettyWebSocket.this, message);
            } finally {
                message.release();
            }
        }

        @Override
        public void ping(ByteBuffer payload) {
            // A peer that sends pings but takes no pongs would fill our memory; it may be answered later (RFC 6455
            // §5.5.3).
            if (!closing && writable()) {
                write(Unpooled.wrappedBuffer(WebSocketEncoder.frame(Opcode.PONG, payload)));
            }
        }

        @Override
        public void pong(ByteBuffer payload) {
            @Nullable Runnable answer = answered;
            if (answer != null && !closing && payload.equals(ByteBuffer.wrap(question))) {
                answered = null;
                answer.run();
            }
        }

        @Override
        public void close(int code, String reason) {
            if (!closing) {
                closeCode = code;
                closeReason = reason;
                NettyWebSocket.this.close(code == CloseCode.NO_STATUS ? CloseCode.NORMAL : code, "");
            }
            channel.flush();
            drop(channel);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (opened && !closing && channel.isWritable()) {
            handler.writable(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (liveness != null) {
            liveness.cancel(false);
        }
        if (opened) {
            opened = false;
            closing = true;
            handler.closed(this, closeCode, closeReason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.log(Level.DEBUG, "websocket broke remote={0} cause={1}", channel.remoteAddress(), cause);
            drop(channel);
        } else {
            LOG.log(Level.ERROR, "websocket failed remote=" + channel.remoteAddress(), cause);
            close(CloseCode.INTERNAL_ERROR, "internal error");
        }
    }

    // ---- sending

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public InetSocketAddress remote() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    public void sendText(String text) {
        sendFrame(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void send(byte[] message) {
        sendFrame(Opcode.BINARY, message);
    }

    private void sendFrame(Opcode opcode, byte[] payload) {
        ByteBuf frame = Unpooled.wrappedBuffer(WebSocketEncoder.frame(opcode, ByteBuffer.wrap(payload)));
        onLoop(() -> writeUnlessClosing(frame));
    }

    @Override
    public void send(BinaryMessage message) {
        onLoop(() -> writeUnlessClosing(message.frame()));
    }

    @Override
    public void ping(Runnable whenAnswered) {
        if (!closing) {
            question = ("ping-" + questions++).getBytes(StandardCharsets.US_ASCII);
            answered = whenAnswered;
            write(Unpooled.wrappedBuffer(WebSocketEncoder.frame(Opcode.PING, ByteBuffer.wrap(question))));
        }
    }

    @Override
    public void close(int code, String reason) {
        onLoop(() -> {
            if (closing) {
                return;
            }
            if (closeCode == CloseCode.ABNORMAL) {
                closeCode = code;
                closeReason = reason;
            }
            byte[] payload = WebSocketEncoder.closePayload(code, reason);
            write(Unpooled.wrappedBuffer(WebSocketEncoder.frame(Opcode.CLOSE, ByteBuffer.wrap(payload))));
            closing = true;
            channel.config().setAutoRead(true); // for the peer's close frame
            var _ = channel.eventLoop().schedule(() -> drop(channel), CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private void onLoop(Runnable task) {
        if (loop.current()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private void writeUnlessClosing(ByteBuf frame) {
        if (closing) {
            ReferenceCountUtil.release(frame);
        } else {
            write(frame);
        }
    }

    /** Writes now and flushes once at the end of this turn of the loop, so that frames relayed together leave in one TLS record. */
    private void write(ByteBuf frame) {
        lastSent = loop.nanoTime();
        var _ = channel.write(frame, channel.voidPromise());
        if (!flushing) {
            flushing = true;
            channel.eventLoop().execute(() -> {
                flushing = false;
                channel.flush();
            });
        }
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public long pendingBytes() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    private static void drop(Channel channel) {
        var _ = channel.close();
    }

    // ---- reading and liveness

    @Override
    public void pauseReading() {
        if (!paused && !closing) {
            paused = true;
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void resumeReading() {
        if (paused) {
            paused = false;
            lastReceived = loop.nanoTime();
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void silenceLimit(Duration limit) {
        silenceNanos = limit.toNanos();
        if (opened) {
            watch();
        }
    }

    /** Does what is due and comes back when the next thing may be. */
    private void watch() {
        if (liveness != null) {
            liveness.cancel(false);
        }
        long now = loop.nanoTime();
        long untilSilent = paused ? silenceNanos : silenceNanos - (now - lastReceived);
        if (untilSilent <= 0) {
            closeReason = "nothing received for " + TimeUnit.NANOSECONDS.toSeconds(silenceNanos) + " s";
            drop(channel);
            return;
        }
        long untilPing = PING_AFTER.toNanos() - (now - lastSent);
        if (untilPing <= 0) {
            untilPing = PING_AFTER.toNanos();
            if (writable() && !closing) {
                write(Unpooled.wrappedBuffer(WebSocketEncoder.frame(Opcode.PING, ByteBuffer.wrap(PING_PAYLOAD))));
            }
        }
        liveness = channel.eventLoop().schedule(this::watch, Math.min(untilSilent, untilPing), TimeUnit.NANOSECONDS);
    }
}

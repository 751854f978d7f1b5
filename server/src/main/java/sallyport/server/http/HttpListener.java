// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import sallyport.wire.websocket.CloseCode;

/** The server's one port. Listens from construction until {@link #close}; its event loops belong to the caller and end after it. */
public final class HttpListener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpListener.class.getName());

    /** How many connections that were turned away the log names in a minute: strangers choose how many there are. */
    private static final int LINES_PER_MINUTE = 60;

    /** New connections the kernel keeps for us while the loops are busy; after a restart all agents come back at once. */
    private static final int BACKLOG = 4_096;

    /** Bytes waiting in a socket at which it stops and starts again to be writable: enough to keep a fast link full between two turns of the loop. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /** How long open WebSockets have to take their close frame when the listener closes. */
    private static final long GOODBYE_MILLIS = 1_000;

    private final EventLoops loops;
    private final @Nullable ServerTls tls;
    private final HttpConnection.Shared shared;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Channel listening;

    /**
     * Opens the port.
     *
     * @param clock for the {@code Date} header
     * @throws IOException if the address cannot be bound or the TLS identity not be used
     */
    public HttpListener(
            ListenerConfig config, EventLoops loops, HttpHandler handler, UpgradeHandler upgrades, InstantSource clock)
            throws IOException {
        this(config, loops, handler, upgrades, clock, new BoundedLog(LOG, clock, LINES_PER_MINUTE));
    }

    HttpListener(
            ListenerConfig config,
            EventLoops loops,
            HttpHandler handler,
            UpgradeHandler upgrades,
            InstantSource clock,
            BoundedLog refusals)
            throws IOException {
        ListenerConfig.Limits limits = config.limits();
        this.loops = loops;
        this.tls = config.tls().isPresent() ? new ServerTls(config.tls().get(), limits.headerTime()) : null;
        this.shared = new HttpConnection.Shared(
                limits, new BodyBudget(limits.allBodiesBytes()), loops, handler, upgrades, clock, refusals);
        this.listening = bind(config.bind());
    }

    private Channel bind(InetSocketAddress address) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    private void accept(Channel channel) {
        if (connections.size() >= shared.limits().connections()) {
            shared.refusals().warn("refused remote=" + channel.remoteAddress() + " cause=too many connections");
            var _ = channel.close();
            return;
        }
        connections.add(channel);
        if (tls != null) {
            channel.pipeline().addLast(tls.handler(channel));
        }
        channel.pipeline()
                .addLast(new HttpServerCodec(Http1.decoderConfig(shared.limits().headerBytes())))
                .addLast(new HttpConnection(shared, channel));
    }

    /** Where the listener listens, with the port the system chose if 0 was asked for. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Open connections, WebSockets included. */
    public int connections() {
        return connections.size();
    }

    /** Stops listening, says goodbye on every WebSocket and closes every connection. */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        for (Channel channel : connections) {
            NettyWebSocket socket = channel.pipeline().get(NettyWebSocket.class);
            if (socket == null) {
                var _ = channel.close();
            } else {
                socket.close(CloseCode.GOING_AWAY, "the server is stopping");
            }
        }
        connections.newCloseFuture().awaitUninterruptibly(GOODBYE_MILLIS);
        connections.close().awaitUninterruptibly();
        if (tls != null) {
            tls.close();
        }
    }
}

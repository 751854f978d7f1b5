// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection as long as it speaks HTTP: assembles a request, has it answered on a virtual thread, writes the answer, starts over; or turns it into a
 * WebSocket and leaves the pipeline.
 *
 * <p>Every field is owned by the connection's event loop. While a request is being answered the connection is read only until something arrives: so a
 * caller who hangs up is noticed, and one that pipelines waits.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(HttpConnection.class.getName());

    /** How long a refused caller may go on sending before the connection is cut: closing at once would reset it and lose the refusal. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private enum State {
        /** For the end of a header. */
        WAITING,
        READING_BODY,
        ANSWERING,
        /** A refusal has been sent; what still arrives is thrown away. */
        LINGERING
    }

    /** What all connections of a listener share. */
    record Shared(
            ListenerConfig.Limits limits,
            BodyBudget bodies,
            EventLoops loops,
            HttpHandler handler,
            UpgradeHandler upgrades,
            InstantSource clock,
            BoundedLog refusals) {}

    private final Shared shared;
    private final Channel channel;

    /** Messages that were decoded from the same read as the request being answered. */
    private final Queue<HttpObject> pipelined = new ArrayDeque<>(0);

    private State state = State.WAITING;
    private io.netty.handler.codec.http.@Nullable HttpRequest head;
    private RequestBody body;
    private @Nullable ScheduledFuture<?> deadline;
    private HttpRequest.Hangup hangup = new HttpRequest.Hangup();

    /** Whether anything has arrived since the last answer. */
    private boolean heard;

    private boolean answeredOnce;

    /** Whether the log has its one line about the end of this connection. */
    private boolean logged;

    HttpConnection(Shared shared, Channel channel) {
        this.shared = shared;
        this.channel = channel;
        this.body = newBody();
    }

    private RequestBody newBody() {
        return new RequestBody(shared.limits.bodyBytes(), shared.bodies);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        within(shared.limits.headerTime());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (state) {
            case ANSWERING -> {
                pipelined.add((HttpObject) message);
                channel.config().setAutoRead(false);
            }
            case LINGERING -> ReferenceCountUtil.release(message);
            case WAITING, READING_BODY -> {
                try {
                    take((HttpObject) message);
                } finally {
                    ReferenceCountUtil.release(message);
                }
            }
        }
    }

    /** Some bytes have arrived, perhaps not yet a header: from here on there is {@code headerTime} for it. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.WAITING && !heard) {
            heard = true;
            if (answeredOnce) {
                within(shared.limits.headerTime());
            }
        }
        context.fireChannelReadComplete();
    }

    private void take(HttpObject message) {
        if (message.decoderResult().isFailure()) {
            refuse(Http1.unreadable(message.decoderResult().cause()));
            return;
        }
        if (message instanceof io.netty.handler.codec.http.HttpRequest request) {
            begin(request);
        }
        if (state == State.READING_BODY && message instanceof HttpContent content) {
            append(content.content());
            if (state == State.READING_BODY && message instanceof LastHttpContent) {
                dispatch();
            }
        }
    }

    private void begin(io.netty.handler.codec.http.HttpRequest request) {
        head = request;
        var refusal = Http1.refusal(request);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        if (Http1.declaredLength(request) > shared.limits.bodyBytes()) {
            refuseLongBody();
            return;
        }
        state = State.READING_BODY;
        within(shared.limits.bodyTime());
        if (HttpUtil.is100ContinueExpected(request)) {
            var _ = channel.writeAndFlush(Http1.continueWithBody());
        }
    }

    private void append(ByteBuf part) {
        switch (body.append(part)) {
            case TAKEN -> {}
            case TOO_LONG -> refuseLongBody();
            case NO_MEMORY -> refuse(new Http1.Refusal(503, "too many large requests at once, try again"));
        }
    }

    private void dispatch() {
        state = State.ANSWERING;
        endDeadline();
        HttpRequest request = request(body.bytes());
        if (Http1.isUpgrade(request)) {
            channel.config().setAutoRead(false); // what comes after the answer is not HTTP
        }
        Thread.ofVirtual().name("request").start(() -> answer(request));
    }

    private HttpRequest request(byte[] bytes) {
        var received = Objects.requireNonNull(head);
        String uri = received.uri();
        int mark = uri.indexOf('?');
        return new HttpRequest(
                received.method().name(),
                mark < 0 ? uri : uri.substring(0, mark),
                mark < 0 ? "" : uri.substring(mark + 1),
                Headers.of(received.headers().entries()),
                bytes,
                (InetSocketAddress) channel.remoteAddress(),
                hangup);
    }

    /** The top of a request's virtual thread. */
    private void answer(HttpRequest request) {
        Upgrade answer;
        try {
            answer = decide(request);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "request failed method=" + request.method() + " path=" + request.path(), e);
            answer = new Upgrade.Refuse(HttpResponse.text(500, "internal error"));
        }
        deliver(request, answer);
    }

    private Upgrade decide(HttpRequest request) {
        if (!Http1.isUpgrade(request)) {
            return new Upgrade.Refuse(shared.handler.handle(request));
        }
        return Http1.upgradeRefusal(request)
                .<Upgrade>map(Upgrade.Refuse::new)
                .orElseGet(() -> shared.upgrades.decide(request));
    }

    private void deliver(HttpRequest request, Upgrade answer) {
        new NettyLoop(channel.eventLoop()).execute(() -> {
            switch (answer) {
                case Upgrade.Refuse(HttpResponse response) -> respond(response);
                case Upgrade.Accept accept -> upgrade(request, accept);
            }
        });
    }

    private void respond(HttpResponse response) {
        boolean keepAlive = HttpUtil.isKeepAlive(Objects.requireNonNull(head));
        within(shared.limits.bodyTime());
        channel.writeAndFlush(Http1.response(response, keepAlive, shared.clock.instant()))
                .addListener(done -> {
                    body.release();
                    if (keepAlive && done.isSuccess()) {
                        next();
                    } else {
                        drop();
                    }
                });
    }

    /** Goes on with the connection's next request. */
    private void next() {
        state = State.WAITING;
        head = null;
        body = newBody();
        hangup = new HttpRequest.Hangup();
        heard = false;
        answeredOnce = true;
        within(shared.limits.idleTime());
        while (state != State.ANSWERING && !pipelined.isEmpty()) {
            channelRead(channel.pipeline().context(this), pipelined.remove());
        }
        if (state != State.ANSWERING) {
            channel.config().setAutoRead(true);
        }
    }

    private void refuse(Http1.Refusal refusal) {
        refuse(refusal.why(), refusal.response());
    }

    private void refuseLongBody() {
        refuse(
                "the body is longer than " + shared.limits.bodyBytes() + " bytes",
                shared.handler.bodyTooLong(request(new byte[0])));
    }

    private void refuse(String why, HttpResponse response) {
        log(why);
        state = State.LINGERING;
        body.release();
        within(LINGER);
        channel.writeAndFlush(Http1.response(response, false, shared.clock.instant()))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        channel.config().setAutoRead(true);
    }

    private void upgrade(HttpRequest request, Upgrade.Accept accept) {
        if (!pipelined.isEmpty()) {
            drop(); // RFC 6455 §4.1: a client waits for the answer before it sends frames
            return;
        }
        body.release();
        FullHttpResponse response = Http1.switchingProtocols(request);
        channel.writeAndFlush(response).addListener(done -> {
            if (done.isSuccess()) {
                NettyWebSocket.takeOver(channel, accept, shared.loops);
            } else {
                drop();
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        hangup.happen();
        endDeadline();
        body.release();
        pipelined.forEach(ReferenceCountUtil::release);
        pipelined.clear();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            ServerTls.failure(handshake.cause()).ifPresent(this::log);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Error || (cause instanceof RuntimeException && !isPeersFault(cause))) {
            LOG.log(Level.ERROR, "connection failed remote=" + channel.remoteAddress(), cause);
        } else {
            LOG.log(Level.DEBUG, "connection closed remote={0} cause={1}", channel.remoteAddress(), cause);
        }
        drop();
    }

    private static boolean isPeersFault(Throwable cause) {
        return cause instanceof DecoderException || cause.getCause() instanceof IOException;
    }

    private void drop() {
        var _ = channel.close();
    }

    private void within(Duration time) {
        endDeadline();
        deadline = channel.eventLoop().schedule(this::late, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void late() {
        switch (state) {
            case READING_BODY -> refuse(new Http1.Refusal(408, "the body took too long"));
            case WAITING -> {
                if (heard || !answeredOnce) {
                    log("no whole header within " + shared.limits.headerTime().toSeconds() + " s");
                }
                drop();
            }
            case ANSWERING -> {
                log("the answer was not taken within "
                        + shared.limits.bodyTime().toSeconds() + " s");
                drop();
            }
            case LINGERING -> drop();
        }
    }

    private void log(String why) {
        if (!logged) {
            logged = true;
            shared.refusals.warn("refused remote=" + channel.remoteAddress() + " cause=" + why);
        }
    }

    private void endDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The server side of TLS 1.2 and 1.3: BoringSSL where its library loads, the JDK's engine elsewhere. */
final class ServerTls implements AutoCloseable {
    /** Clients resume by ticket; a large cache would only keep native memory for sessions of clients long gone. */
    private static final int CACHED_SESSIONS = 1_024;

    private final SslContext context;
    private final Duration handshakeTime;

    ServerTls(TlsIdentity identity, Duration handshakeTime) throws IOException {
        try {
            context = SslContextBuilder.forServer(identity.key(), identity.chain())
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .sessionCacheSize(CACHED_SESSIONS)
                    .build();
        } catch (SSLException e) {
            throw new IOException("cannot use the TLS key and certificate: " + e.getMessage(), e);
        }
        this.handshakeTime = handshakeTime;
    }

    /** Why a handshake failed, in words for the log; empty if the peer just went away, as port scanners and health checks do. */
    static Optional<String> failure(Throwable cause) {
        return switch (cause) {
            case ClosedChannelException _ -> Optional.empty();
            case NotSslRecordException _ -> Optional.of("this is not TLS");
            case SslHandshakeTimeoutException _ -> Optional.of("the TLS handshake took too long");
            default -> Optional.of("TLS handshake failed: " + cause.getMessage());
        };
    }

    ChannelHandler handler(Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc());
        handler.setHandshakeTimeout(handshakeTime.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    @Override
    public void close() {
        ReferenceCountUtil.release(context);
    }
}

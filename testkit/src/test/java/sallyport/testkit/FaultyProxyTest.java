// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.testkit.FaultyProxy.Fault;

@ExtendWith(LeakCheck.class)
class FaultyProxyTest {
    private static final int SHORT_WAIT_MILLIS = 200;

    private ServerSocket echo;
    private FaultyProxy proxy;
    private Socket client;
    private volatile String lastSeenByServer = "";

    @BeforeEach
    void connect() throws Exception {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("echo-accept").start(this::serveAll);
        proxy = new FaultyProxy(new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()));
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(10_000);
        assertThat(echoed("hello")).isEqualTo("hello");
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void passesBytesAndTheEndOfTheStream() throws Exception {
        client.shutdownOutput();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void stallsWithoutATraceAndLosesNothing() throws Exception {
        proxy.fault(new Fault.Stall());
        client.getOutputStream().write("later".getBytes(UTF_8));
        client.setSoTimeout(SHORT_WAIT_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        try (Socket another = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThat(another.isConnected()).isTrue();
        }

        proxy.heal();

        client.setSoTimeout(10_000);
        assertThat(new String(client.getInputStream().readNBytes(5), UTF_8)).isEqualTo("later");
    }

    @Test
    void closesAfterSoManyBytes() throws Exception {
        proxy.fault(new Fault.CloseAfter(3));
        client.getOutputStream().write("12345".getBytes(UTF_8));

        assertThat(bytesUntilTheEnd()).isLessThanOrEqualTo(3);
    }

    /** On the way there and on the way back, each on its own count: the echo server sees the first change, we see both. */
    @Test
    void turnsOverOneBitInEachDirection() throws Exception {
        proxy.fault(new Fault.Corrupt(1));
        assertThat(echoed("abc")).isEqualTo("abc");
        assertThat(lastSeenByServer).isEqualTo("acc");
    }

    @Test
    void delaysBothWays() throws Exception {
        proxy.fault(new Fault.Delay(Duration.ofMillis(50)));
        long start = System.nanoTime();

        assertThat(echoed("slow")).isEqualTo("slow");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void cutsConnectionsButTakesNewOnes() throws Exception {
        proxy.cutAll();
        assertThat(bytesUntilTheEnd()).isZero();
        client.close();

        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        assertThat(echoed("again")).isEqualTo("again");
    }

    @Test
    void closesWhileStalled() throws Exception {
        proxy.fault(new Fault.Stall());
        client.getOutputStream().write("lost".getBytes(UTF_8));

        proxy.close();

        assertThat(bytesUntilTheEnd()).isZero();
    }

    private String echoed(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        return new String(client.getInputStream().readNBytes(text.length()), UTF_8);
    }

    private int bytesUntilTheEnd() {
        try {
            return client.getInputStream().readAllBytes().length;
        } catch (IOException reset) {
            return 0;
        }
    }

    private void serveAll() {
        while (true) {
            try {
                Socket connection = echo.accept();
                Thread.ofPlatform().daemon().name("echo").start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            byte[] chunk = new byte[1024];
            InputStream in = connection.getInputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                lastSeenByServer = new String(chunk, 0, length, UTF_8);
                connection.getOutputStream().write(chunk, 0, length);
            }
        } catch (IOException cut) {
            // the tests cut connections
        }
    }
}

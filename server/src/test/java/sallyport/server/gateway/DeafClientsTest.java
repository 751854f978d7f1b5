// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.http.PooledMemory;
import sallyport.server.http.WebSocketClient;
import sallyport.server.session.EndReason;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.testkit.LeakCheck;

/** Sessions whose client takes nothing, one after the other: each fills its queue, and none leaves anything behind. */
@ExtendWith(LeakCheck.class)
class DeafClientsTest {
    private static final int WARM_UP = 10;
    private static final int SESSIONS = 60;

    private final List<WeakReference<Relay>> relays = new ArrayList<>();

    @Test
    void leaveNeitherBuffersNorObjectsBehind(@TempDir Path directory) throws IOException {
        try (TestGateway gateway = new TestGateway(directory)) {
            for (int i = 0; i < WARM_UP; i++) {
                deaf(gateway);
            }
            long pooled = PooledMemory.directBytes();
            for (int i = WARM_UP; i < SESSIONS; i++) {
                deaf(gateway);
            }
            await().until(() ->
                    gateway.channels.size() == 0 && gateway.listener().connections() == 0);
            assertThat(PooledMemory.directBytes())
                    .as("the pool is used again and again; a queue that is kept would cost 1 MiB for each session")
                    .isLessThan(pooled + 16 * Relay.QUEUE_BYTES);
            await().until(this::nobodyHoldsARelay);
        }
    }

    private void deaf(TestGateway gateway) throws IOException {
        SessionId id = gateway.session().session().id();
        try (WebSocketClient client = gateway.end(id, Side.CLIENT, false);
                WebSocketClient agent = gateway.end(id, Side.AGENT, true);
                Flood _ = new Flood(agent, Side.AGENT, Integer.MAX_VALUE)) {
            Relay relay = gateway.relay(id);
            relays.add(new WeakReference<>(relay));
            await().until(() -> relay.queuedBytes(Side.CLIENT) >= Relay.QUEUE_BYTES);
            assertThat(client.socket().isClosed()).isFalse();
        }
        gateway.sessions.sessions().terminate(id, new EndReason.ApiTerminated("arn:aws:iam::1:user/eve"));
        await().until(() -> gateway.channels.size() == 0);
    }

    private boolean nobodyHoldsARelay() {
        System.gc();
        return relays.stream().allMatch(relay -> relay.refersTo(null));
    }
}

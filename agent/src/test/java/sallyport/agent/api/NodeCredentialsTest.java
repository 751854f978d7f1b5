// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.agent.TestGateway;
import sallyport.agent.register.NodeIdentity;
import sallyport.agent.register.NodeKey;
import sallyport.agent.register.StateDirectory;
import sallyport.transport.Connector;
import sallyport.transport.ProxySettings;

class NodeCredentialsTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private static final String TOKEN = "RequestManagedInstanceRoleToken";
    private static final String UPDATE = "UpdateManagedInstancePublicKey";

    @TempDir
    private Path temporary;

    private TestGateway gateway;
    private StateDirectory directory;
    private NodeIdentity identity;

    @BeforeEach
    void register() throws IOException {
        gateway = new TestGateway();
        directory = new StateDirectory(temporary.resolve("state"));
        identity = gateway.identity();
        directory.remember(identity);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    @Test
    void replacesTheKeyWhenTheServerAsksForIt() throws Exception {
        gateway.updateKeyPair = true;
        assertThat(credentials(directory.key(identity)).current().accessKeyId()).isEqualTo("ASIAEXAMPLE");
        assertThat(gateway.calls).containsExactly(TOKEN, UPDATE);
        assertThat(directory.identity().orElseThrow().key()).isNotEqualTo(identity.key());
    }

    @Test
    void goesOnWithTheOldKeyWhileTheServerDoesNotTakeTheNewOne() throws Exception {
        gateway.updateKeyPair = true;
        gateway.refusals.put(UPDATE, "InternalServerError");
        var key = directory.key(identity);
        var credentials = credentials(key);
        assertThat(credentials.current().accessKeyId()).isEqualTo("ASIAEXAMPLE");
        assertThat(directory.identity().orElseThrow().key()).isEqualTo(identity.key());
        var begun = key.next().orElseThrow();

        gateway.refusals.clear();
        credentials.discard();
        assertThat(credentials.current().accessKeyId()).isEqualTo("ASIAEXAMPLE");
        assertThat(directory.identity().orElseThrow().key()).isEqualTo(begun);
    }

    @Test
    void findsTheKeyOfAReplacementThatACrashCutShort() throws Exception {
        directory.key(identity).prepare();
        var key = directory.key(identity);
        var begun = key.next().orElseThrow();
        gateway.refuseOnce(TOKEN, "InvalidSignatureException");

        assertThat(credentials(key).current().accessKeyId()).isEqualTo("ASIAEXAMPLE");
        assertThat(gateway.calls).containsExactly(TOKEN, TOKEN);
        assertThat(directory.identity().orElseThrow().key()).isEqualTo(begun);
    }

    @Test
    void keepsBothKeysWhenNeitherIsTaken() throws Exception {
        directory.key(identity).prepare();
        gateway.refusals.put(TOKEN, "InvalidSignatureException");
        assertThatThrownBy(() -> credentials(directory.key(identity)).current())
                .hasMessageContaining("InvalidSignatureException");
        assertThat(directory.identity().orElseThrow().key()).isEqualTo(identity.key());
        assertThat(directory.key(identity).next()).isPresent();
    }

    private NodeCredentials credentials(NodeKey key) {
        var connector = new Connector(identity.trust(), ProxySettings.none());
        return new NodeCredentials(connector, identity, key, NOW);
    }
}

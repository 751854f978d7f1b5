// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.transport.Trust;

class StateDirectoryTest {

    private static final URI SERVER = URI.create("https://gw.example.com:8443");

    @TempDir
    Path temporary;

    @Test
    void knowsNothingBeforeTheRegistration() throws Exception {
        StateDirectory directory = new StateDirectory(temporary.resolve("state"));

        assertThat(directory.identity()).isEmpty();
        assertThat(directory.status()).isEmpty();
    }

    @Test
    void remembersWhoItIsInFilesOfItsOwner() throws Exception {
        StateDirectory directory = new StateDirectory(temporary.resolve("state"));
        NodeIdentity identity = identity(new Trust.CaSha256("ab".repeat(32)));
        directory.remember(identity);

        assertThat(directory.identity()).contains(identity);
        assertThat(mode(directory.path())).isEqualTo("rwx------");
        for (String name : List.of("node.json", "node-key.pem")) {
            assertThat(mode(directory.path().resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    @Test
    void keepsACopyOfTheAuthoritySoThatTheOriginalMayGo() throws Exception {
        Path original = Files.writeString(temporary.resolve("given.pem"), "an authority");
        StateDirectory directory = new StateDirectory(temporary.resolve("state"));
        directory.remember(identity(new Trust.CaFile(original)));
        Files.delete(original);

        Trust trust = directory.identity().orElseThrow().trust();
        assertThat(trust)
                .isInstanceOfSatisfying(
                        Trust.CaFile.class, ca -> assertThat(ca.file()).hasContent("an authority"));
    }

    @Test
    void tellsHowTheAgentIsDoing() throws Exception {
        StateDirectory directory = new StateDirectory(temporary.resolve("state"));
        directory.remember(identity(new Trust.SystemDefault()));
        AgentStatus status = AgentStatus.connected(42, Instant.parse("2026-11-22T12:00:00Z"), 3);
        directory.tell(status);

        assertThat(directory.status()).contains(status);
    }

    @Test
    void neverShowsAKey() throws Exception {
        assertThat(identity(new Trust.SystemDefault()).toString()).isEqualTo("NodeIdentity[i-1 at " + SERVER + "]");
        assertThat(new Proof.JoinToken("secret").toString()).doesNotContain("secret");
        assertThat(new Proof.Activation("id", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void readsAnActivationAsTheCliPrintsIt() throws Exception {
        InputStream in = stream("{\n \"ActivationId\": \"an-id\",\n \"ActivationCode\": \"a-code\"\n}\n");

        assertThat(Proof.readActivation("-", in)).isEqualTo(new Proof.Activation("an-id", "a-code"));
    }

    @Test
    void readsAJoinTokenAloneOrInItsJson() throws Exception {
        assertThat(Proof.readJoinToken("-", stream("  a-token\n"))).isEqualTo(new Proof.JoinToken("a-token"));
        assertThat(Proof.readJoinToken("-", stream("{\"JoinToken\":\"a-token\",\"ExpiresAt\":1}")))
                .isEqualTo(new Proof.JoinToken("a-token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "not json", "{}", "{\"ActivationId\":\"x\"}"})
    void saysWhichFileHoldsNoActivationAndNeverWhatItHolds(String content) throws Exception {
        Path file = Files.writeString(temporary.resolve("a.json"), content);

        assertThatThrownBy(() -> Proof.readActivation(file.toString(), stream("")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("not json");
    }

    @Test
    void replacesItsKeyInTwoSteps() throws Exception {
        StateDirectory directory = new StateDirectory(temporary.resolve("state"));
        NodeIdentity identity = identity(new Trust.SystemDefault());
        directory.remember(identity);

        byte[] told = directory.key(identity).prepare().getEncoded();
        NodeKey afterACrash = directory.key(directory.identity().orElseThrow());
        assertThat(afterACrash.current()).isEqualTo(identity.key());
        assertThat(afterACrash.prepare().getEncoded()).as("the one begun").isEqualTo(told);
        assertThat(mode(directory.path().resolve("node-key.next.pem"))).isEqualTo("rw-------");

        var next = afterACrash.next().orElseThrow();
        afterACrash.adopt();
        assertThat(afterACrash.current()).isEqualTo(next);
        assertThat(afterACrash.next()).isEmpty();
        assertThat(directory.identity().orElseThrow().key()).isEqualTo(next);
        assertThat(directory.path().resolve("node-key.next.pem")).doesNotExist();
    }

    @Test
    void forgetsAReplacementOfTheKeyWithTheRegistration() throws Exception {
        StateDirectory directory = new StateDirectory(temporary.resolve("state"));
        NodeIdentity first = identity(new Trust.SystemDefault());
        directory.remember(first);
        directory.key(first).prepare();

        NodeIdentity second = identity(new Trust.SystemDefault());
        directory.remember(second);
        assertThat(directory.key(second).next()).isEmpty();
    }

    private static NodeIdentity identity(Trust trust) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        return new NodeIdentity("i-1", SERVER, "us-east-1", trust, key, "f");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

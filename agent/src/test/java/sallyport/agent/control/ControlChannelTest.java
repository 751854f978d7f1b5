// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import sallyport.agent.Tasks;
import sallyport.agent.TestAgent;
import sallyport.agent.TestGateway;
import sallyport.testkit.LeakCheck;
import sallyport.wire.frame.MessageType;
import sallyport.wire.frame.PayloadType;

@Timeout(60)
@ExtendWith(LeakCheck.class)
class ControlChannelTest {
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway();
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    @Test
    void fetchesCredentialsOnceThenATokenThenConnects() throws Exception {
        try (var agent = new TestAgent(gateway)) {
            gateway.awaitControlChannel();
            assertThat(agent.health.poll(5, TimeUnit.SECONDS)).isEqualTo("connected");
            gateway.dropControlChannel();
            gateway.awaitControlChannel();
            assertThat(gateway.calls)
                    .containsExactly(
                            "RequestManagedInstanceRoleToken",
                            "/v1/control-channel/mi-0123456789abcdef0",
                            "upgrade /v1/control-channel/mi-0123456789abcdef0?role=subscribe&stream=input",
                            "/v1/control-channel/mi-0123456789abcdef0",
                            "upgrade /v1/control-channel/mi-0123456789abcdef0?role=subscribe&stream=input");
        }
    }

    @Test
    void fetchesNewCredentialsWhenTheServerForgotTheOldOnes() throws Exception {
        try (var agent = new TestAgent(gateway)) {
            gateway.awaitControlChannel();
            gateway.refusals.put("/v1/control-channel/mi-0123456789abcdef0", "UnrecognizedClientException");
            gateway.calls.clear();
            gateway.dropControlChannel();
            assertThat(gateway.calls.poll(5, TimeUnit.SECONDS)).startsWith("/v1/control-channel/");
            assertThat(gateway.calls.poll(5, TimeUnit.SECONDS)).isEqualTo("RequestManagedInstanceRoleToken");
            gateway.refusals.clear();
            gateway.awaitControlChannel();
            assertThat(agent.health).contains("connected");
        }
    }

    @Test
    void saysWhatToDoWhenTheServerRefusesTheNode() throws Exception {
        gateway.refusals.put("RequestManagedInstanceRoleToken", "AccessDeniedException");
        try (var agent = new TestAgent(gateway)) {
            assertThat(agent.health.poll(5, TimeUnit.SECONDS))
                    .isEqualTo("the server refused RequestManagedInstanceRoleToken with AccessDeniedException:"
                            + " as the test wishes; the server does not know this node any more:"
                            + " register it again with `sallyport agent register --force`");
            gateway.refusals.clear();
            gateway.awaitControlChannel();
        }
    }

    @Test
    void repeatsACompletionUntilTheServerHasHeardIt() throws Exception {
        gateway.acknowledging = false;
        try (var _ = new TestAgent(gateway)) {
            gateway.awaitControlChannel();
            gateway.start(Tasks.task("Port", null));
            assertThat(gateway.completions.poll(5, TimeUnit.SECONDS)).isNotNull();
            assertThat(gateway.completions.poll(5, TimeUnit.SECONDS))
                    .as("a second later")
                    .isNotNull();
            gateway.dropControlChannel();
            gateway.acknowledging = true;
            gateway.awaitControlChannel();
            assertThat(gateway.completions.poll(5, TimeUnit.SECONDS))
                    .as("on the next channel")
                    .isNotNull();
            assertThat(gateway.completions.poll(5, TimeUnit.SECONDS))
                    .as("once acknowledged")
                    .isNull();
        }
    }

    @Test
    void endsASessionWhoseTaskItCannotReadAndGoesOn() throws Exception {
        try (var _ = new TestAgent(gateway)) {
            gateway.awaitControlChannel();
            gateway.send(
                    MessageType.INTERACTIVE_SHELL,
                    "{\"Content\":\"{}\",\"TaskId\":\"user-1\",\"Topic\":\"t\",\"SchemaVersion\":1}"
                            .getBytes(StandardCharsets.UTF_8));
            var complete = gateway.completions.poll(5, TimeUnit.SECONDS);
            assertThat(complete).isNotNull();
            assertThat(complete.taskId()).isEqualTo("user-1");
            assertThat(complete.finalTaskStatus()).isEqualTo("Failed");
            var client = gateway.start(Tasks.plain("echo still here"));
            client.shakeHands(true);
            client.readUntil("still here");
        }
    }

    @Test
    void keepsRunningSessionsWhenTheControlChannelIsLost() throws Exception {
        try (var _ = new TestAgent(gateway)) {
            gateway.awaitControlChannel();
            var client = gateway.start(Tasks.interactive("cat"));
            client.shakeHands(true);
            client.resize(80, 24);
            gateway.dropControlChannel();
            client.type("while away\n");
            client.readUntil("while away");
            gateway.awaitControlChannel();
            client.type("\u0004");
            assertThat(client.readThrough(PayloadType.EXIT_CODE)).endsWith("EXIT_CODE: 0|");
            assertThat(gateway.completions.poll(5, TimeUnit.SECONDS)).isNotNull();
        }
    }
}

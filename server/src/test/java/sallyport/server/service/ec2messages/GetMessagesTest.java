// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.aws.Service;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Node;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class GetMessagesTest {
    @TempDir
    Path directory;

    private TestApi open(Duration hold) {
        return new TestApi(
                directory, self -> List.of(new Service("ec2messages", List.of(new GetMessages(self.home.home, hold)))));
    }

    private static Reply poll(TestApi api, TestApi.Caller caller, NodeId destination) {
        return api.json(
                caller,
                "EC2WindowsMessageDeliveryService.GetMessages",
                "{\"Destination\":\"" + destination
                        + "\",\"MessagesRequestId\":\"7a62c49f-347e-4fc4-9331-6e8e7a96aa73\",\"VisibilityTimeoutInSeconds\":10}");
    }

    @Test
    void answersWithoutMessagesOnceItHasWaited() {
        try (TestApi api = open(Duration.ofMillis(20))) {
            Node node = api.managed();
            assertThat(poll(api, api.agent(node.id()), node.id()).body())
                    .isEqualTo("{\"Destination\":\"" + node.id()
                            + "\",\"Messages\":[],\"MessagesRequestId\":\"7a62c49f-347e-4fc4-9331-6e8e7a96aa73\"}");
            assertThat(api.ledger()).as("polls are not entered").isEmpty();
        }
    }

    @Test
    void stopsWaitingWhenItsThreadIsInterrupted() throws InterruptedException {
        try (TestApi api = open(Duration.ofMinutes(10))) {
            Node node = api.managed();
            AtomicReference<Reply> reply = new AtomicReference<>();
            Thread polling = Thread.ofVirtual().start(() -> reply.set(poll(api, api.agent(node.id()), node.id())));
            Awaitility.await().until(() -> polling.getState() == Thread.State.TIMED_WAITING);
            polling.interrupt();
            polling.join();
            assertThat(reply.get().status()).isEqualTo(200);
        }
    }

    @Test
    void answersOnlyTheNodeItself() {
        try (TestApi api = open(Duration.ofMillis(1))) {
            Node node = api.managed();
            poll(api, api.agent(api.managed().id()), node.id()).assertError("AccessDeniedException");
            poll(api, api.admin, node.id()).assertError("AccessDeniedException");
        }
    }
}

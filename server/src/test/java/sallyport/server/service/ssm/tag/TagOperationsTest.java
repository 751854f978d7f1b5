// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sallyport.ledger.LedgerEvent;
import sallyport.server.node.Node;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class TagOperationsTest {
    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String of(String id, String more) {
        return "{\"ResourceType\":\"ManagedInstance\",\"ResourceId\":\"" + id + "\"" + more + "}";
    }

    private static String tags(String... keysAndValues) {
        return ",\"Tags\":["
                + IntStream.range(0, keysAndValues.length / 2)
                        .mapToObj(i -> "{\"Key\":\"" + keysAndValues[2 * i] + "\",\"Value\":\""
                                + keysAndValues[2 * i + 1] + "\"}")
                        .collect(Collectors.joining(","))
                + "]";
    }

    @Test
    void addsListsAndRemovesTags() {
        String id = api.managed().id().text();
        assertThat(api.ssm("AddTagsToResource", of(id, tags("Team", "core", "Env", "dev")))
                        .body())
                .isEqualTo("{}");
        api.ssm("AddTagsToResource", of(id, tags("Env", "prod"))).json();
        assertThat(api.ssm("ListTagsForResource", of(id, "")).body())
                .isEqualTo(
                        "{\"TagList\":[{\"Key\":\"Env\",\"Value\":\"prod\"},{\"Key\":\"Team\",\"Value\":\"core\"}]}");
        assertThat(api.ssm("RemoveTagsFromResource", of(id, ",\"TagKeys\":[\"Env\",\"Absent\"]"))
                        .body())
                .isEqualTo("{}");
        assertThat(api.ssm("ListTagsForResource", of(id, "")).body())
                .isEqualTo("{\"TagList\":[{\"Key\":\"Team\",\"Value\":\"core\"}]}");
    }

    @Test
    void entersTheNodeAsTheResource() {
        String id = api.managed().id().text();
        api.ssm("AddTagsToResource", of(id, tags("Team", "core"))).json();
        assertThat(api.ledger().getFirst())
                .isInstanceOfSatisfying(
                        LedgerEvent.ApiIntent.class,
                        intent -> assertThat(intent.call().resources())
                                .containsExactly("arn:aws:ssm:us-east-1:111122223333:managed-instance/" + id));
    }

    @ParameterizedTest
    @CsvSource({
        "ManagedInstance, mi-00000000000000000",
        "ManagedInstance, nonsense",
        "Document, AWS-StartSSHSession",
        "Parameter, /a",
        "MaintenanceWindow, mw-1",
        "PatchBaseline, pb-1",
        "OpsItem, oi-1",
        "OpsMetadata, arn:aws:x",
        "Automation, a",
        "Association, a"
    })
    void knowsNoOtherResource(String type, String id) {
        String start = "{\"ResourceType\":\"" + type + "\",\"ResourceId\":\"" + id + "\"";
        String text = "The resource ID \"" + id + "\" is not valid.";
        api.ssm("AddTagsToResource", start + tags("a", "b") + "}").assertError(400, "InvalidResourceId", text);
        api.ssm("RemoveTagsFromResource", start + ",\"TagKeys\":[\"a\"]}").assertError(400, "InvalidResourceId", text);
        api.ssm("ListTagsForResource", start + "}").assertError(400, "InvalidResourceId", text);
    }

    @Test
    void leavesInstancesToEc2() {
        Node instance = api.nodes.join("i-0123456789abcdef0", Map.of());
        api.ssm("ListTagsForResource", of(instance.id().text(), "")).assertError("InvalidResourceId");
    }

    @Test
    void refusesAnUnknownTypeAsTheModelDoes() {
        api.ssm("ListTagsForResource", "{\"ResourceType\":\"Bucket\",\"ResourceId\":\"b\"}")
                .assertError("ValidationException");
    }

    @Test
    void refusesReservedKeysAndMoreThanFiftyTags() {
        String id = api.managed().id().text();
        api.ssm("AddTagsToResource", of(id, tags("aws:x", "")))
                .assertError(
                        400, "ValidationException", "aws: prefixed tag key names are not allowed for external use.");
        String[] fifty = IntStream.range(0, 50)
                .boxed()
                .flatMap(i -> List.of("k" + i, "").stream())
                .toArray(String[]::new);
        api.ssm("AddTagsToResource", of(id, tags(fifty))).json();
        api.ssm("AddTagsToResource", of(id, tags("k51", "")))
                .assertError(400, "TooManyTagsError", "A resource can have no more than 50 tags.");
        api.ssm("AddTagsToResource", of(id, tags("k1", "changed"))).json();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.identity.NodeId;
import sallyport.server.node.AgentInfo;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;

@ExtendWith(LeakCheck.class)
class InstanceOperationsTest {
    private static final String WEB = "i-0123456789abcdef0";
    private static final String DB = "i-0123456789abcdef1";
    private static final String UNKNOWN = "i-0123456789abcdeff";

    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        api.nodes.join(WEB, Map.of("Name", "web", "Env", "prod"));
        api.nodes.join(DB, Map.of("Name", "db"));
        api.managed();
        api.nodes.nodes.updateInformation(
                new NodeId(WEB),
                new AgentInfo("a", "3.3.0.0", "Active", "Linux", "Debian", "12", "192.0.2.9", "web-1", ""));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Map<String, String> tags(String id) {
        return api.nodes.nodes.find(new NodeId(id)).orElseThrow().tags();
    }

    @Test
    void showsInstancesAndNoManagedNodes() {
        Reply reply = api.ec2("DescribeInstances");
        assertThat(reply.xml("instanceId")).containsExactly(WEB, DB);
        assertThat(reply.xml("name")).containsExactly("running", "running");
        assertThat(reply.xml("code")).containsExactly("16", "16");
        assertThat(reply.xml("privateIpAddress")).containsExactly("192.0.2.9");
        assertThat(reply.xml("privateDnsName")).containsExactly("web-1");
        assertThat(reply.xml("ownerId")).containsExactly("111122223333", "111122223333");
        assertThat(reply.xml("arn"))
                .containsExactly(
                        "arn:aws:iam::111122223333:instance-profile/SallyportNode",
                        "arn:aws:iam::111122223333:instance-profile/SallyportNode");
        assertThat(reply.xml("launchTime").getFirst()).startsWith("2026-11-23T09:00:00");
        assertThat(reply.xml("key")).containsExactly("Env", "Name", "Name");
        assertThat(reply.xml("value")).containsExactly("prod", "web", "db");
    }

    @Test
    void showsInstancesByIdAndSaysWhichIdIsWrong() {
        assertThat(api.ec2("DescribeInstances", "InstanceId.1", DB).xml("instanceId"))
                .containsExactly(DB);
        api.ec2("DescribeInstances", "InstanceId.1", DB, "InstanceId.2", UNKNOWN)
                .assertError(400, "InvalidInstanceID.NotFound", "The instance ID '" + UNKNOWN + "' does not exist");
        api.ec2("DescribeInstances", "InstanceId.1", "i-123")
                .assertError(400, "InvalidInstanceID.Malformed", "Invalid id: &quot;i-123&quot;");
    }

    private List<String> filtered(String name, String... values) {
        String[] parameters = new String[2 + 2 * values.length];
        parameters[0] = "Filter.1.Name";
        parameters[1] = name;
        for (int i = 0; i < values.length; i++) {
            parameters[2 + 2 * i] = "Filter.1.Value." + (i + 1);
            parameters[3 + 2 * i] = values[i];
        }
        return api.ec2("DescribeInstances", parameters).xml("instanceId");
    }

    @Test
    void filtersInstancesWithWildcards() {
        assertThat(filtered("tag:Name", "web")).containsExactly(WEB);
        assertThat(filtered("tag:Name", "w*", "d?")).containsExactly(WEB, DB);
        assertThat(filtered("tag:Absent", "*")).isEmpty();
        assertThat(filtered("tag-key", "Env")).containsExactly(WEB);
        assertThat(filtered("instance-id", "*f1")).containsExactly(DB);
        assertThat(filtered("instance-state-name", "running")).hasSize(2);
        assertThat(filtered("instance-state-name", "stopped")).isEmpty();
        assertThat(filtered("instance-state-code", "16")).hasSize(2);
        assertThat(filtered("private-ip-address", "192.0.2.9")).containsExactly(WEB);
        assertThat(filtered("private-dns-name", "web-?")).containsExactly(WEB);
        api.ec2("DescribeInstances", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", "vpc-1")
                .assertError(400, "InvalidParameterValue", "The filter 'vpc-id' is invalid");
    }

    @Test
    void pagesThroughInstances() {
        for (int i = 0; i < 9; i++) {
            api.nodes.join("i-1000000000000000" + i, Map.of());
        }
        Reply first = api.ec2("DescribeInstances", "MaxResults", "6");
        Reply second =
                api.ec2("DescribeInstances", "NextToken", first.xml("nextToken").getFirst());
        assertThat(first.xml("instanceId")).hasSize(6);
        assertThat(second.xml("instanceId")).hasSize(5).doesNotContainAnyElementsOf(first.xml("instanceId"));
        assertThat(second.xml("nextToken")).isEmpty();
        Reply filtered = api.ec2(
                "DescribeInstances", "MaxResults", "5", "Filter.1.Name", "instance-id", "Filter.1.Value.1", "i-1*");
        assertThat(filtered.xml("instanceId")).hasSize(5).allMatch(id -> id.startsWith("i-1"));
    }

    @Test
    void refusesPagesOfAnotherSizeOrOfNamedInstances() {
        api.ec2("DescribeInstances", "MaxResults", "4")
                .assertError(
                        400,
                        "InvalidParameterValue",
                        "Value ( 4 ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
        api.ec2("DescribeInstances", "MaxResults", "5", "InstanceId.1", WEB)
                .assertError(
                        400,
                        "InvalidParameterCombination",
                        "The parameter instancesSet cannot be used with the parameter maxResults");
        api.ec2("DescribeInstances", "NextToken", "x")
                .assertError(400, "InvalidNextToken", "The pagination token is not valid");
    }

    @Test
    void setsTagsOfSeveralInstances() {
        Reply reply = api.ec2(
                "CreateTags",
                "ResourceId.1",
                WEB,
                "ResourceId.2",
                DB,
                "Tag.1.Key",
                "Env",
                "Tag.1.Value",
                "test",
                "Tag.2.Key",
                "Empty");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(tags(WEB)).isEqualTo(Map.of("Name", "web", "Env", "test", "Empty", ""));
        assertThat(tags(DB)).isEqualTo(Map.of("Name", "db", "Env", "test", "Empty", ""));
    }

    @Test
    void changesNothingIfOneOfTheInstancesIsWrong() {
        api.ec2("CreateTags", "ResourceId.1", WEB, "ResourceId.2", UNKNOWN, "Tag.1.Key", "a", "Tag.1.Value", "b")
                .assertError(400, "InvalidInstanceID.NotFound", "The instance ID '" + UNKNOWN + "' does not exist");
        api.ec2("CreateTags", "ResourceId.1", WEB, "ResourceId.2", "vol-1", "Tag.1.Key", "a", "Tag.1.Value", "b")
                .assertError(400, "InvalidID", "The ID 'vol-1' is not valid");
        assertThat(tags(WEB)).doesNotContainKey("a");
    }

    @Test
    void refusesTagsThatEc2DoesNotTake() {
        api.ec2("CreateTags", "ResourceId.1", WEB, "Tag.1.Key", "aws:x", "Tag.1.Value", "b")
                .assertError(
                        400, "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
        api.ec2("CreateTags", "ResourceId.1", WEB, "Tag.1.Key", "k".repeat(128))
                .assertError(400, "InvalidParameterValue", "Tag key exceeds the maximum length of 127 characters");
        api.ec2("CreateTags", "ResourceId.1", WEB, "Tag.1.Key", "k", "Tag.1.Value", "v".repeat(256))
                .assertError(400, "InvalidParameterValue", "Tag value exceeds the maximum length of 255 characters");
        api.ec2("CreateTags", "ResourceId.1", WEB, "Tag.1.Value", "v")
                .assertError(400, "InvalidParameterValue", "Tag key cannot be empty");
        String[] many = new String[2 + 2 * 49];
        many[0] = "ResourceId.1";
        many[1] = WEB;
        for (int i = 0; i < 49; i++) {
            many[2 + 2 * i] = "Tag." + (i + 1) + ".Key";
            many[3 + 2 * i] = "k" + i;
        }
        api.ec2("CreateTags", many)
                .assertError(
                        400, "TagLimitExceeded", "The limit of 50 tags is exceeded for the resource '" + WEB + "'");
        assertThat(tags(WEB)).hasSize(2);
    }

    @Test
    void removesTagsByKeyByValueOrAltogether() {
        api.ec2("DeleteTags", "ResourceId.1", WEB, "Tag.1.Key", "Env", "Tag.1.Value", "other");
        assertThat(tags(WEB)).containsKey("Env");
        api.ec2("DeleteTags", "ResourceId.1", WEB, "Tag.1.Key", "Env", "Tag.1.Value", "prod");
        assertThat(tags(WEB)).doesNotContainKey("Env").containsKey("Name");
        api.ec2("DeleteTags", "ResourceId.1", WEB, "Tag.1.Key", "Absent");
        api.ec2("DeleteTags", "ResourceId.1", WEB);
        assertThat(tags(WEB)).isEmpty();
        api.ec2("DeleteTags", "ResourceId.1", UNKNOWN).assertError("InvalidInstanceID.NotFound");
    }

    @Test
    void triesWithoutDoing() {
        api.ec2("CreateTags", "ResourceId.1", WEB, "Tag.1.Key", "a", "Tag.1.Value", "b", "DryRun", "true")
                .assertError(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        api.ec2("DeleteTags", "ResourceId.1", WEB, "DryRun", "true")
                .assertError(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        assertThat(tags(WEB)).isEqualTo(Map.of("Name", "web", "Env", "prod"));
    }

    @Test
    void listsTagsOfInstances() {
        Reply reply = api.ec2("DescribeTags");
        assertThat(reply.xml("resourceId")).containsExactly(WEB, WEB, DB);
        assertThat(reply.xml("key")).containsExactly("Env", "Name", "Name");
        assertThat(reply.xml("value")).containsExactly("prod", "web", "db");
        assertThat(reply.xml("resourceType")).containsOnly("instance");
        assertThat(describedTags("key", "Env")).containsExactly(WEB);
        assertThat(describedTags("value", "d*")).containsExactly(DB);
        assertThat(describedTags("resource-id", DB)).containsExactly(DB);
        assertThat(describedTags("resource-type", "volume")).isEmpty();
        assertThat(describedTags("tag:Name", "web")).containsExactly(WEB);
        api.ec2("DescribeTags", "Filter.1.Name", "colour", "Filter.1.Value.1", "x")
                .assertError(400, "InvalidParameterValue", "The filter 'colour' is invalid");
    }

    private List<String> describedTags(String filter, String value) {
        return api.ec2("DescribeTags", "Filter.1.Name", filter, "Filter.1.Value.1", value)
                .xml("resourceId");
    }

    @Test
    void pagesThroughTags() {
        for (int i = 0; i < 6; i++) {
            api.ec2("CreateTags", "ResourceId.1", DB, "Tag.1.Key", "k" + i, "Tag.1.Value", "");
        }
        Reply first = api.ec2("DescribeTags", "MaxResults", "5");
        Reply second =
                api.ec2("DescribeTags", "NextToken", first.xml("nextToken").getFirst());
        assertThat(first.xml("key")).containsExactly("Env", "Name", "Name", "k0", "k1");
        assertThat(second.xml("key")).containsExactly("k2", "k3", "k4", "k5");
    }

    @Test
    void deniesNodes() {
        api.query(api.agent(new NodeId(WEB)), "ec2", "2016-11-15", "DescribeInstances")
                .assertError("UnauthorizedOperation");
    }

    @Test
    void matchesWildcardsAsEc2Does() {
        assertThat(Filter.matches("", "")).isTrue();
        assertThat(Filter.matches("*", "")).isTrue();
        assertThat(Filter.matches("?", "")).isFalse();
        assertThat(Filter.matches("a*c*", "abcbc")).isTrue();
        assertThat(Filter.matches("a*d", "abcbc")).isFalse();
        assertThat(Filter.matches("a\\*b", "a*b")).isTrue();
        assertThat(Filter.matches("a\\*b", "axb")).isFalse();
        assertThat(Filter.matches("*".repeat(200) + "b", "a".repeat(250))).isFalse();
        assertThat(Filter.matches("*a".repeat(100) + "b", "a".repeat(250))).isFalse();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.identity.NodeId;
import sallyport.server.node.AgentInfo;
import sallyport.server.node.Node;
import sallyport.server.service.Reply;
import sallyport.server.service.ScriptedAgent;
import sallyport.server.service.TestApi;
import sallyport.server.session.EndReason;
import sallyport.testkit.LeakCheck;
import tools.jackson.databind.JsonNode;

@ExtendWith(LeakCheck.class)
class NodeOperationsTest {
    private static final String INSTANCE = "i-0123456789abcdef0";

    private TestApi api;
    private String managed = "";

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
        api.nodes.join(INSTANCE, Map.of("Env", "prod"));
        Node node = api.nodes.register(Map.of("Env", "dev", "Team", "core"));
        managed = node.id().text();
        api.nodes.nodes.updateInformation(
                node.id(),
                new AgentInfo(
                        "amazon-ssm-agent",
                        "3.3.0.0",
                        "Active",
                        "Linux",
                        "Debian GNU/Linux",
                        "12",
                        "192.0.2.9",
                        "web-1",
                        "ssmmessages"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>();
        reply.json()
                .path("InstanceInformationList")
                .forEach(node -> ids.add(node.path("InstanceId").asString()));
        return ids;
    }

    private List<String> filtered(String key, String values) {
        return ids(api.ssm(
                "DescribeInstanceInformation",
                "{\"Filters\":[{\"Key\":\"" + key + "\",\"Values\":[\"" + values + "\"]}]}"));
    }

    private JsonNode described(String id) {
        return api.ssm(
                        "DescribeInstanceInformation",
                        "{\"Filters\":[{\"Key\":\"InstanceIds\",\"Values\":[\"" + id + "\"]}]}")
                .json()
                .path("InstanceInformationList")
                .path(0);
    }

    @Test
    void describesAManagedInstanceWithEverything() {
        Node node = api.nodes.nodes.find(new NodeId(managed)).orElseThrow();
        long now = api.home.clock.instant().getEpochSecond();
        assertThat(described(managed).toString())
                .isEqualTo("{\"InstanceId\":\"" + managed + "\",\"PingStatus\":\"ConnectionLost\","
                        + "\"LastPingDateTime\":" + now + ",\"AgentVersion\":\"3.3.0.0\",\"PlatformType\":\"Linux\","
                        + "\"PlatformName\":\"Debian GNU/Linux\",\"PlatformVersion\":\"12\",\"ActivationId\":\""
                        + node.activationId().orElseThrow()
                        + "\",\"IamRole\":\"SallyportNode\",\"RegistrationDate\":" + now
                        + ",\"ResourceType\":\"ManagedInstance\",\"Name\":\"web\",\"IPAddress\":\"192.0.2.9\","
                        + "\"ComputerName\":\"web-1\",\"SourceId\":\"" + managed
                        + "\",\"SourceType\":\"AWS::SSM::ManagedInstance\"}");
    }

    @Test
    void describesAnInstanceWithoutWhatEc2Knows() {
        assertThat(described(INSTANCE).toString())
                .isEqualTo("{\"InstanceId\":\"" + INSTANCE
                        + "\",\"PingStatus\":\"ConnectionLost\",\"ResourceType\":\"EC2Instance\",\"SourceId\":\""
                        + INSTANCE + "\",\"SourceType\":\"AWS::EC2::Instance\"}");
    }

    @Test
    void filtersByEveryKey() {
        assertThat(filtered("InstanceIds", INSTANCE + "\",\"" + managed)).containsExactly(INSTANCE, managed);
        assertThat(filtered("InstanceIds", "nonsense")).isEmpty();
        assertThat(filtered("AgentVersion", "3.3.0.0")).containsExactly(managed);
        assertThat(filtered("PlatformTypes", "Linux\",\"Windows")).containsExactly(managed);
        assertThat(filtered(
                        "ActivationIds", described(managed).path("ActivationId").asString()))
                .containsExactly(managed);
        assertThat(filtered("IamRole", "SallyportNode")).hasSize(2);
        assertThat(filtered("ResourceType", "EC2Instance")).containsExactly(INSTANCE);
        assertThat(filtered("SourceIds", managed)).containsExactly(managed);
        assertThat(filtered("SourceTypes", "AWS::EC2::Instance")).containsExactly(INSTANCE);
        assertThat(filtered("AssociationStatus", "Success")).isEmpty();
        assertThat(filtered("tag-key", "Team")).containsExactly(managed);
        assertThat(filtered("tag:Env", "prod\",\"test")).containsExactly(INSTANCE);
        assertThat(filtered("tag:Env", "Prod")).isEmpty();
    }

    @Test
    void filtersByWhetherANodeIsConnected() {
        api.connect(new NodeId(managed));
        assertThat(filtered("PingStatus", "Online")).containsExactly(managed);
        assertThat(filtered("PingStatus", "ConnectionLost")).containsExactly(INSTANCE);
        assertThat(filtered("PingStatus", "Online\",\"ConnectionLost")).hasSize(2);
        assertThat(filtered("PingStatus", "Inactive")).isEmpty();
        api.ssm("DescribeInstanceInformation", "{\"Filters\":[{\"Key\":\"PingStatus\",\"Values\":[\"Asleep\"]}]}")
                .assertError(
                        400,
                        "InvalidInstanceInformationFilterValue",
                        "The value \"Asleep\" of the filter PingStatus is not valid.");
    }

    @Test
    void takesTheOlderFormOfFiltersButNotBoth() {
        String old = "\"InstanceInformationFilterList\":[{\"key\":\"ResourceType\",\"valueSet\":[\"EC2Instance\"]}]";
        assertThat(ids(api.ssm("DescribeInstanceInformation", "{" + old + "}"))).containsExactly(INSTANCE);
        api.ssm("DescribeInstanceInformation", "{" + old + ",\"Filters\":[{\"Key\":\"IamRole\",\"Values\":[\"x\"]}]}")
                .assertError(
                        400,
                        "ValidationException",
                        "Filters and InstanceInformationFilterList cannot be used together.");
    }

    @Test
    void refusesFiltersItDoesNotKnow() {
        for (String key : List.of("Colour", "tag:")) {
            api.ssm("DescribeInstanceInformation", "{\"Filters\":[{\"Key\":\"" + key + "\",\"Values\":[\"x\"]}]}")
                    .assertError(400, "InvalidFilterKey", "The filter key \"" + key + "\" is not valid.");
        }
        api.ssm(
                        "DescribeInstanceInformation",
                        "{\"MaxResults\":5,\"Filters\":[{\"Key\":\"InstanceIds\",\"Values\":[\"" + INSTANCE + "\"]}]}")
                .assertError(
                        400, "ValidationException", "MaxResults cannot be used together with the filter InstanceIds.");
    }

    @Test
    void pagesThroughAllNodesOnce() {
        TreeSet<String> all = new TreeSet<>(List.of(INSTANCE, managed));
        for (int i = 0; i < 10; i++) {
            all.add(api.managed().id().text());
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Reply page = api.ssm("DescribeInstanceInformation", "{\"MaxResults\":5" + next + "}");
            seen.addAll(ids(page));
            next = page.text("NextToken").isEmpty() ? "" : ",\"NextToken\":\"" + page.text("NextToken") + "\"";
        } while (!next.isEmpty());
        assertThat(seen).containsExactlyElementsOf(all);
        api.ssm("DescribeInstanceInformation", "{\"NextToken\":\"x\"}")
                .assertError(400, "InvalidNextToken", "The specified token is not valid.");
    }

    @Test
    void deregistersANodeAndCutsItOff() {
        NodeId node = new NodeId(managed);
        ScriptedAgent agent = api.connect(node);
        TestApi.Caller credentials = api.agent(node);
        String session =
                api.ssm("StartSession", "{\"Target\":\"" + managed + "\"}").text("SessionId");

        assertThat(api.ssm("DeregisterManagedInstance", "{\"InstanceId\":\"" + managed + "\"}")
                        .body())
                .isEqualTo("{}");

        assertThat(agent.farewells).containsExactly("deregistered");
        api.json(credentials, "AmazonSSM.UpdateInstanceInformation", "{\"InstanceId\":\"" + managed + "\"}")
                .assertError("UnrecognizedClientException");
        assertThat(filtered("InstanceIds", managed)).isEmpty();
        JsonNode ended = api.ssm("DescribeSessions", "{\"State\":\"Active\"}")
                .json()
                .path("Sessions")
                .path(0);
        assertThat(ended.path("Status").asString()).isEqualTo("Terminating");
        assertThat(ended.path("SessionId").asString()).isEqualTo(session);
        assertThat(ended.path("Details").asString()).isEqualTo(new EndReason.NodeRemoved().sentence());
        api.ssm("DeregisterManagedInstance", "{\"InstanceId\":\"" + managed + "\"}")
                .assertError(
                        400, "InvalidInstanceId", "The instance ID \"" + managed + "\" is not valid in this account.");
    }

    @Test
    void deregistersManagedInstancesOnly() {
        api.ssm("DeregisterManagedInstance", "{\"InstanceId\":\"" + INSTANCE + "\"}")
                .assertError("ValidationException");
        assertThat(filtered("InstanceIds", INSTANCE)).hasSize(1);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.service.Reply;
import sallyport.server.service.TestApi;
import sallyport.testkit.LeakCheck;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(LeakCheck.class)
class DocumentOperationsTest {
    private static final String SSH = "AWS-StartSSHSession";

    private TestApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        api = new TestApi(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SSH, "arn:aws:ssm:us-east-1::document/" + SSH})
    void givesTheTextOfADocument(String name) {
        Reply reply = api.ssm("GetDocument", "{\"Name\":\"" + name + "\"}");
        assertThat(reply.text("Name")).isEqualTo(SSH);
        assertThat(reply.text("DocumentType")).isEqualTo("Session");
        assertThat(reply.text("DocumentFormat")).isEqualTo("JSON");
        assertThat(reply.text("DocumentVersion")).isEqualTo("1");
        assertThat(reply.text("Status")).isEqualTo("Active");
        JsonNode content = JsonMapper.shared().readTree(reply.text("Content"));
        assertThat(content.path("sessionType").asString()).isEqualTo("Port");
        assertThat(content.path("properties").path("portNumber").asString()).isEqualTo("{{ portNumber }}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$DEFAULT", "$LATEST", "1"})
    void hasOneVersionUnderThreeNames(String version) {
        api.ssm("GetDocument", "{\"Name\":\"" + SSH + "\",\"DocumentVersion\":\"" + version + "\"}")
                .json();
        api.ssm("DescribeDocument", "{\"Name\":\"" + SSH + "\",\"DocumentVersion\":\"" + version + "\"}")
                .json();
    }

    @ParameterizedTest
    @CsvSource({"GetDocument", "DescribeDocument"})
    void knowsNoOtherVersionOrDocument(String operation) {
        api.ssm(operation, "{\"Name\":\"" + SSH + "\",\"DocumentVersion\":\"2\"}")
                .assertError(400, "InvalidDocumentVersion", "The document version is not valid or does not exist.");
        api.ssm(operation, "{\"Name\":\"" + SSH + "\",\"VersionName\":\"first\"}")
                .assertError("InvalidDocumentVersion");
        api.ssm(operation, "{\"Name\":\"SSM-SessionManagerRunShell\"}")
                .assertError(400, "InvalidDocument", "Document with name SSM-SessionManagerRunShell does not exist.");
    }

    @Test
    void describesADocumentWithItsParameters() {
        JsonNode document = api.ssm("DescribeDocument", "{\"Name\":\"AWS-StartInteractiveCommand\"}")
                .json()
                .path("Document");
        assertThat(document.path("Owner").asString()).isEqualTo("Amazon");
        assertThat(document.path("HashType").asString()).isEqualTo("Sha256");
        assertThat(document.path("Hash").asString()).matches("[0-9a-f]{64}");
        assertThat(document.path("SchemaVersion").asString()).isEqualTo("1.0");
        assertThat(document.path("DefaultVersion").asString()).isEqualTo("1");
        assertThat(document.path("PlatformTypes").toString()).isEqualTo("[\"Windows\",\"Linux\",\"MacOS\"]");
        assertThat(document.path("Parameters").toString())
                .isEqualTo(
                        "[{\"Name\":\"command\",\"Type\":\"String\",\"Description\":\"(Required) The command to run\"}]");
    }

    private List<String> list(String members) {
        List<String> names = new ArrayList<>();
        api.ssm("ListDocuments", "{" + members + "}")
                .json()
                .path("DocumentIdentifiers")
                .forEach(document -> names.add(document.path("Name").asString()));
        return names;
    }

    private List<String> filtered(String key, String value) {
        return list("\"Filters\":[{\"Key\":\"" + key + "\",\"Values\":[\"" + value + "\"]}]");
    }

    @Test
    void listsDocumentsByEveryFilter() {
        assertThat(list("")).hasSize(6);
        assertThat(filtered("Owner", "Amazon")).hasSize(6);
        assertThat(filtered("Owner", "All")).hasSize(6);
        assertThat(filtered("Owner", "Self")).isEmpty();
        assertThat(filtered("Owner", "Private\",\"Amazon")).hasSize(6);
        assertThat(filtered("Name", "AWS-StartPort")).hasSize(3);
        assertThat(filtered("DocumentType", "Session")).hasSize(6);
        assertThat(filtered("DocumentType", "Command")).isEmpty();
        assertThat(filtered("PlatformTypes", "Linux")).hasSize(6);
        assertThat(filtered("SearchKeyword", "ssh")).containsExactly(SSH);
        assertThat(filtered("TargetType", "/AWS::EC2::Instance")).isEmpty();
        assertThat(filtered("tag:Team", "core")).isEmpty();
        assertThat(list("\"DocumentFilterList\":[{\"key\":\"Name\",\"value\":\"AWS-StartSSH\"}]"))
                .containsExactly(SSH);
    }

    @Test
    void refusesFiltersItDoesNotKnowAndBothListsAtOnce() {
        api.ssm("ListDocuments", "{\"Filters\":[{\"Key\":\"Colour\",\"Values\":[\"blue\"]}]}")
                .assertError(400, "InvalidFilterKey", "The filter key \"Colour\" is not valid.");
        api.ssm(
                        "ListDocuments",
                        "{\"Filters\":[{\"Key\":\"Name\",\"Values\":[\"A\"]}],"
                                + "\"DocumentFilterList\":[{\"key\":\"Name\",\"value\":\"A\"}]}")
                .assertError(400, "ValidationException", "Filters and DocumentFilterList cannot be used together.");
    }

    @Test
    void pagesThroughAllDocumentsOnce() {
        Reply first = api.ssm("ListDocuments", "{\"MaxResults\":4}");
        Reply second = api.ssm("ListDocuments", "{\"NextToken\":\"" + first.text("NextToken") + "\"}");
        assertThat(first.json().path("DocumentIdentifiers").size()).isEqualTo(4);
        assertThat(second.json().path("DocumentIdentifiers").size()).isEqualTo(2);
        assertThat(second.text("NextToken")).isEmpty();
        api.ssm("ListDocuments", "{\"NextToken\":\"x\"}")
                .assertError(400, "InvalidNextToken", "The specified token is not valid.");
    }
}

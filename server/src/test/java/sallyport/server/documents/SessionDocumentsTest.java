// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.identity.AccountId;
import sallyport.server.identity.Home;
import sallyport.server.identity.Region;
import sallyport.wire.message.PortProperties;
import sallyport.wire.message.SessionDocument;

class SessionDocumentsTest {
    private final SessionDocuments documents =
            new SessionDocuments(new Home(new AccountId("123456789012"), new Region("eu-west-1")));

    private SessionDocument filled(String name, Map<String, List<String>> given) {
        return ((Filled.Ready) documents.find(name).orElseThrow().fill(given)).document();
    }

    private String refused(String name, Map<String, List<String>> given) {
        return ((Filled.Refused) documents.find(name).orElseThrow().fill(given)).message();
    }

    @Test
    void namesTheBuiltInDocumentsInOrder() {
        assertThat(documents.all().map(DocumentTemplate::name))
                .containsExactly(
                        "AWS-StartInteractiveCommand",
                        "AWS-StartNonInteractiveCommand",
                        "AWS-StartPortForwardingSession",
                        "AWS-StartPortForwardingSessionToRemoteHost",
                        "AWS-StartPortForwardingSessionToSocket",
                        "AWS-StartSSHSession");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS-StartSSHSession",
                "arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession",
                "arn:aws:ssm:eu-west-1:123456789012:document/AWS-StartSSHSession"
            })
    void findsADocumentByNameAndByArn(String nameOrArn) {
        assertThat(documents.find(nameOrArn).orElseThrow().name()).isEqualTo("AWS-StartSSHSession");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS-StartSshSession",
                "SSM-SessionManagerRunShell",
                "default-shell",
                "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession",
                "arn:aws:ssm:eu-west-1:999999999999:document/AWS-StartSSHSession",
                "arn:aws:ec2:eu-west-1::document/AWS-StartSSHSession",
                "arn:aws:ssm:eu-west-1::AWS-StartSSHSession",
                "arn:",
                "../documents/AWS-StartSSHSession"
            })
    void findsNoOtherDocument(String nameOrArn) {
        assertThat(documents.find(nameOrArn)).isEmpty();
    }

    @Test
    void namesAnAmazonDocumentWithAndWithoutTheAccount() {
        assertThat(documents.arns("AWS-StartSSHSession").stream().map(Objects::toString))
                .containsExactly(
                        "arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession",
                        "arn:aws:ssm:eu-west-1:123456789012:document/AWS-StartSSHSession");
        assertThat(documents.arns("Mine").stream().map(Objects::toString))
                .containsExactly("arn:aws:ssm:eu-west-1:123456789012:document/Mine");
    }

    @Test
    void runsAPlainShellByDefault() {
        SessionDocument shell = ((Filled.Ready) documents.shell().fill(Map.of())).document();
        assertThat(shell.sessionType()).isEqualTo("Standard_Stream");
        assertThat(shell.inputs()).isEqualTo(SessionDocument.Inputs.NONE);
        assertThat(Objects.requireNonNull(shell.properties().linux()).commands())
                .isEmpty();
    }

    @Test
    void takesDefaultsForWhatIsNotGiven() {
        assertThat(filled("AWS-StartSSHSession", Map.of()).properties().port())
                .isEqualTo(new PortProperties("22", null, null, null, null, null));
        assertThat(filled("AWS-StartPortForwardingSession", Map.of("portNumber", List.of("5432")))
                        .properties()
                        .port())
                .isEqualTo(new PortProperties("5432", "0", "LocalPortForwarding", null, null, null));
    }

    @Test
    void fillsInTheHostAndTheSocket() {
        assertThat(filled(
                                "AWS-StartPortForwardingSessionToRemoteHost",
                                Map.of("host", List.of("db.internal"), "portNumber", List.of("5432")))
                        .properties()
                        .port())
                .isEqualTo(new PortProperties("5432", "0", "LocalPortForwarding", "db.internal", null, null));
        assertThat(filled("AWS-StartPortForwardingSessionToSocket", Map.of("localUnixSocket", List.of("/tmp/s")))
                        .properties()
                        .port())
                .isEqualTo(new PortProperties("80", null, "LocalPortForwarding", null, "unix", "/tmp/s"));
    }

    @Test
    void fillsInCommandsAsTheyAre() {
        String command = "echo \"$HOME\" '{{ command }}' \\$1 $$ \n\u00e9";
        SessionDocument document = filled("AWS-StartInteractiveCommand", Map.of("command", List.of(command)));
        assertThat(Objects.requireNonNull(document.properties().linux()).commands())
                .isEqualTo(command);
        assertThat(Objects.requireNonNull(document.properties().linux()).runAsElevated())
                .isFalse();
    }

    @Test
    void turnsTextIntoTheBooleanThatThePropertyIs() {
        SessionDocument document = filled(
                "AWS-StartNonInteractiveCommand",
                Map.of("command", List.of("id"), "separateOutputStream", List.of("True")));
        SessionDocument.Command linux =
                Objects.requireNonNull(document.properties().linux());
        assertThat(linux.separateOutputStream()).isTrue();
        assertThat(linux.commands()).isEqualTo("id");
        assertThat(linux.stdErrSeparatorPrefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "-1", "22x", "022", "''", "2 2"})
    void refusesAPortThatIsNone(String port) {
        assertThat(refused("AWS-StartSSHSession", Map.of("portNumber", List.of(port))))
                .startsWith("Parameter \"portNumber\" has value \"" + port + "\" not matching \"^([1-9]|");
    }

    @Test
    void refusesAHostThatAShellMightReadOtherwise() {
        for (String host : List.of("a;b", "$(id)", "`id`", "x", "a|b", "a&b")) {
            assertThat(refused("AWS-StartPortForwardingSessionToRemoteHost", Map.of("host", List.of(host))))
                    .startsWith("Parameter \"host\" has value");
        }
    }

    @Test
    void refusesAValueThatIsNotInTheList() {
        assertThat(refused(
                        "AWS-StartNonInteractiveCommand",
                        Map.of("command", List.of("id"), "separateOutputStream", List.of("perhaps"))))
                .isEqualTo("Parameter \"separateOutputStream\" has value \"perhaps\" not found in [True, False].");
    }

    @Test
    void refusesToGoWithoutARequiredParameter() {
        assertThat(refused("AWS-StartInteractiveCommand", Map.of()))
                .isEqualTo("Parameter \"command\" requires a value.");
        assertThat(refused("AWS-StartInteractiveCommand", Map.of("command", List.of())))
                .isEqualTo("Parameter \"command\" requires a value.");
        assertThat(refused("AWS-StartInteractiveCommand", Map.of("command", List.of(""))))
                .isEqualTo("Parameter \"command\" has value \"\" shorter than 1 characters.");
    }

    @Test
    void refusesParametersTheDocumentDoesNotHave() {
        assertThat(refused("AWS-StartSSHSession", Map.of("host", List.of("evil"))))
                .isEqualTo("Parameters [host] are not defined in document \"AWS-StartSSHSession\".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"schemaVersion\":\"2.2\",\"sessionType\":\"Port\"}",
                "{\"schemaVersion\":\"1.0\"}",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Telnet\"}",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"sessionType\":\"Port\"}",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"properties\":{\"portNumber\":\"{{ nowhere }}\"}}",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"parameters\":{\"a b\":{\"type\":\"String\"}}}",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"parameters\":{\"a\":{\"type\":\"Integer\"}}}",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"parameters\":{\"a\":{\"type\":\"String\",\"allowedPattern\":\"(\"}}}",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"parameters\":{\"a\":{\"type\":\"String\",\"allowedPattern\":\"^x$\",\"default\":\"y\"}}}"
            })
    void saysThatATextIsNoSessionDocument(String content) {
        assertThatThrownBy(() -> DocumentTemplate.parse("Mine", content)).isInstanceOf(InvalidDocumentException.class);
    }

    @Test
    void leavesPlaceholdersOfTheAgentAlone() throws InvalidDocumentException {
        DocumentTemplate template = DocumentTemplate.parse("Mine", """
                {"schemaVersion":"1.0","sessionType":"InteractiveCommands",
                 "parameters":{"a":{"type":"String"}},
                 "properties":{"linux":{"commands":"x {{a}} {{ssm:key}} {{ a }}"}}}""");
        Filled filled = template.fill(Map.of("a", List.of("{{a}}")));
        assertThat(Objects.requireNonNull(
                                ((Filled.Ready) filled).document().properties().linux())
                        .commands())
                .isEqualTo("x {{a}} {{ssm:key}} {{a}}");
    }
}

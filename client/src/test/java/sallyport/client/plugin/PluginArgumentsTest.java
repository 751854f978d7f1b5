// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.client.aws.SessionTicket;

class PluginArgumentsTest {
    private static final String RESPONSE =
            "{\"SessionId\":\"alice-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"wss://h/v1/data-channel/alice-1\"}";
    private static final SessionTicket TICKET =
            new SessionTicket("alice-1", "t", URI.create("wss://h/v1/data-channel/alice-1"));

    @Test
    void readsTheSessionFromTheArgument() {
        assertThat(parse(RESPONSE, "eu-west-1", "StartSession", "work", "{\"Target\":\"i-1\"}", "https://e"))
                .isEqualTo(new PluginArguments.Join(
                        TICKET, new PluginArguments.Settings("eu-west-1", "work", "https://e"), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_SSM_START_SESSION_RESPONSE", "AWS_SSM_START_SESSION_RESPONSE_17"})
    void readsTheSessionFromTheEnvironment(String variable) {
        var arguments = List.of(variable, "r", "StartSession", "", "{\"Target\":\"i-1\"}", "https://e");

        assertThat(PluginArguments.parse(arguments, Map.of(variable, RESPONSE)))
                .isInstanceOfSatisfying(
                        PluginArguments.Join.class,
                        join -> assertThat(join.ticket()).isEqualTo(TICKET));
    }

    @Test
    void takesMemberNamesInAnyCase() {
        var ecs = RESPONSE.replace("SessionId", "sessionId")
                .replace("TokenValue", "tokenValue")
                .replace("StreamUrl", "streamUrl");

        assertThat(parse(ecs, "r", "StartSession", "", "{\"Target\":\"ecs:a_b_c\"}", "https://e"))
                .isInstanceOfSatisfying(
                        PluginArguments.Join.class,
                        join -> assertThat(join.ticket()).isEqualTo(TICKET));
    }

    @Test
    void takesTheThreeArgumentsOfOldClis() {
        assertThat(parse(RESPONSE, "r", "StartSession"))
                .isEqualTo(new PluginArguments.Join(TICKET, new PluginArguments.Settings("r", "", ""), false));
    }

    @Test
    void noticesThatStreamsAreToBeKeptApart() {
        var request = "{\"Target\":\"i-1\",\"DocumentName\":\"AWS-StartNonInteractiveCommand\","
                + "\"Parameters\":{\"command\":[\"id\"],\"separateOutputStream\":[\"True\"]}}";

        assertThat(parse(RESPONSE, "r", "StartSession", "", request, "https://e"))
                .isInstanceOfSatisfying(
                        PluginArguments.Join.class,
                        join -> assertThat(join.wantsExitCode()).isTrue());
    }

    @Test
    void refusesOtherOperationsInTheWordsOfTheOriginal() {
        assertThat(parse(RESPONSE, "r", "TerminateSession"))
                .isEqualTo(new PluginArguments.Refused("Invalid Operation", 0));
        assertThat(parse("help"))
                .isEqualTo(new PluginArguments.Refused(
                        "\nUnknown operation help. \nUse session-manager-plugin --version to check the version.\n\n",
                        0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{}",
                "null",
                "{\"SessionId\":\"s\",\"TokenValue\":\"t\"}",
                "{\"SessionId\":\"s\",\"TokenValue\":\"t\",\"StreamUrl\":\"not a url\"}",
                "AWS_SSM_START_SESSION_RESPONSE"
            })
    void refusesASessionThatCannotBeJoined(String response) {
        assertThat(parse(response, "r", "StartSession", "", "{\"Target\":\"i-1\"}", "https://e"))
                .isInstanceOfSatisfying(PluginArguments.Refused.class, refused -> {
                    assertThat(refused.text())
                            .startsWith("Cannot perform start session: ")
                            .endsWith("\n");
                    assertThat(refused.exitCode()).isEqualTo(2);
                });
    }

    private static PluginArguments parse(String... arguments) {
        return PluginArguments.parse(List.of(arguments), Map.of());
    }
}

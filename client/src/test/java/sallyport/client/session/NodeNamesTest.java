// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.client.aws.ScriptedApi;

class NodeNamesTest {
    private static final String NOBODY = "{\"InstanceInformationList\":[]}";

    private final ScriptedApi api = new ScriptedApi();
    private final NodeNames names = new NodeNames(api.ssm());

    NodeNamesTest() throws IOException {}

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i-1234567890abcdef0", "i-12345678", "mi-0123456789abcdef0", "ecs:a_b_c"})
    void takesAnIdAsItIs(String id) throws Exception {
        assertThat(names.resolve(id)).isEqualTo(id);
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void findsANodeByItsNameTag() throws Exception {
        api.answer(200, "{\"InstanceInformationList\":[{\"InstanceId\":\"i-1\"}]}");

        assertThat(names.resolve("web-1")).isEqualTo("i-1");
    }

    @Test
    void findsANodeByItsActivationNameOrHostName() throws Exception {
        api.answer(200, NOBODY)
                .answer(
                        200,
                        "{\"InstanceInformationList\":[{\"InstanceId\":\"mi-1\",\"Name\":\"web-1\"},"
                                + "{\"InstanceId\":\"mi-2\",\"ComputerName\":\"db.example.com\"}]}")
                .answer(200, NOBODY)
                .answer(
                        200,
                        "{\"InstanceInformationList\":[{\"InstanceId\":\"mi-1\",\"Name\":\"web-1\"},"
                                + "{\"InstanceId\":\"mi-2\",\"ComputerName\":\"db.example.com\"}]}");

        assertThat(names.resolve("web-1")).isEqualTo("mi-1");
        assertThat(names.resolve("db.example.com")).isEqualTo("mi-2");
    }

    @Test
    void asksForAnIdWhenANameIsNotUnique() {
        api.answer(200, "{\"InstanceInformationList\":[{\"InstanceId\":\"i-1\"},{\"InstanceId\":\"i-2\"}]}");

        assertThatThrownBy(() -> names.resolve("web"))
                .hasMessage("2 nodes are called \"web\", name one by its id: i-1, i-2");
    }

    @Test
    void saysThatNobodyIsCalledThat() {
        api.answer(200, NOBODY).answer(200, NOBODY);

        assertThatThrownBy(() -> names.resolve("web")).hasMessageContaining("no node is called \"web\"");
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents that are no policies, each with AWS's text, and odd ones that are. */
class MalformedPolicyTest {

    static Stream<JsonNode> vectors() throws IOException {
        JsonNode vectors =
                JsonMapper.shared().readTree(Files.readString(TestPolicies.VECTORS.resolve("malformed.json")));
        return vectors.valueStream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void saysWhatAwsSays(JsonNode vector) {
        String document = vector.get("document").stringValue();
        PolicyKind kind = PolicyKind.valueOf(vector.get("kind").stringValue());
        if (vector.has("message")) {
            assertThatThrownBy(() -> Policy.parse(document, kind))
                    .as(vector.get("says").stringValue())
                    .isInstanceOf(MalformedPolicyException.class)
                    .hasMessage(vector.get("message").stringValue());
        } else {
            assertThatCode(() -> Policy.parse(document, kind))
                    .as(vector.get("says").stringValue())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsTooLongUnread(PolicyKind kind) {
        String document = "[".repeat(Policy.MAX_CHARACTERS + 1);
        assertThatThrownBy(() -> Policy.parse(document, kind)).hasMessage("Syntax errors in policy.");
    }

    @Test
    void refusesAMegabyteOfStatements() {
        String statement = "{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\"}";
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + (statement + ",").repeat((1 << 20) / statement.length()) + statement + "]}";
        assertThatThrownBy(() -> Policy.parse(document, PolicyKind.MANAGED)).hasMessage("Syntax errors in policy.");
    }

    @Test
    void takesADocumentOfTheGreatestLength() throws MalformedPolicyException {
        String document = TestPolicies.statements("'Effect':'Allow','Action':'ssm:*','Resource':'*'");
        String padded = document + " ".repeat(Policy.MAX_CHARACTERS - document.length());
        Policy policy = Policy.parse(padded, PolicyKind.MANAGED);
        assertThat(policy.text()).isEqualTo(padded);
        assertThat(policy.significantCharacters()).isEqualTo(document.length());
    }

    @Test
    void knowsWhereStatementsStand() throws MalformedPolicyException {
        Policy policy = Policy.parse(TestPolicies.document("session-manager-mfa-required"), PolicyKind.MANAGED);
        Statement deny = policy.statements().getLast();
        assertThat(deny.index()).isEqualTo(1);
        assertThat(deny.sid()).contains("DenySessionManagerWithoutMFA");
        assertThat(deny.effect()).isEqualTo(Effect.DENY);
        List<String> lines = policy.text().lines().toList();
        assertThat(lines.get(deny.start().line() - 1).substring(deny.start().column() - 1))
                .isEqualTo("{");
        assertThat(lines.get(deny.end().line() - 1).substring(0, deny.end().column() - 1))
                .isEqualTo("    }");
        assertThat(lines.get(deny.start().line())).contains("DenySessionManagerWithoutMFA");
    }

    @Test
    void namesItsKeysAndPrincipals() throws MalformedPolicyException {
        Policy users = Policy.parse(TestPolicies.document("session-manager-users"), PolicyKind.MANAGED);
        assertThat(users.contextKeys()).containsExactly("ssm:resourceTag/Environment", "aws:username");
        assertThat(users.principals()).isEmpty();
        Policy key = Policy.parse(TestPolicies.document("session-logs-key"), PolicyKind.RESOURCE);
        assertThat(key.principals()).containsExactly("arn:aws:iam::111122223333:root");
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sallyport.policy.condition.Context;

/** Whatever text somebody sends, it becomes a policy that can be asked, or the one exception with a text for the sender. */
class PolicyFuzzTest {
    private static final Context CONTEXT = Context.builder()
            .single("aws:username", "alice")
            .single("aws:MultiFactorAuthAge", "600")
            .single("aws:SourceIp", "10.0.0.1")
            .single("aws:CurrentTime", "2026-11-22T08:30:00Z")
            .multi("aws:TagKeys", List.of("a", "b"))
            .build();

    @FuzzTest
    void readsAnyText(byte[] text) {
        answers(new String(text, StandardCharsets.UTF_8));
    }

    @Test
    void readsMutationsOfGoodPolicies() throws IOException {
        Random random = new Random(20261122);
        List<String> documents = MalformedPolicyTest.vectors()
                .map(vector -> vector.get("document").stringValue())
                .toList();
        for (String document : documents) {
            for (int i = 0; i < 40 && !document.isEmpty(); i++) {
                char[] text = document.toCharArray();
                for (int changes = random.nextInt(3); changes >= 0; changes--) {
                    int at = random.nextInt(text.length);
                    text[at] = random.nextInt(8) == 0 ? (char) random.nextInt() : text[random.nextInt(text.length)];
                }
                answers(new String(text));
            }
        }
    }

    private static void answers(String text) {
        for (PolicyKind kind : PolicyKind.values()) {
            try {
                ask(Policy.parse(text, kind));
            } catch (MalformedPolicyException e) {
                assertThat(e).hasMessageMatching("(?s).{1,300000}").hasNoCause();
            }
        }
    }

    private static void ask(Policy policy) {
        assertThat(policy.statements()).isNotEmpty();
        Request request = TestPolicies.startSession(CONTEXT).alsoSpelled("*");
        PolicySource source = TestPolicies.source("fuzz");
        Evaluation answer = policy.kind().hasPrincipals()
                ? PolicySet.empty().evaluate(request, ResourcePolicy.of(source, policy))
                : PolicySet.builder().identity(source, policy).build().evaluate(request);
        assertThat(answer.explain()).isNotNull();
        assertThat(answer.allowed()).isEqualTo(answer.refusedBy().isEmpty());
    }
}

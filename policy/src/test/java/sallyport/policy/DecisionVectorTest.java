// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sallyport.policy.condition.Context;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every file under {@code vectors/decisions} is a case; the README there says how to read one. */
class DecisionVectorTest {
    private static final Path DECISIONS = TestPolicies.VECTORS.resolve("decisions");
    private static final int WORKED_DECISIONS = 73;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void everyWorkedDecisionHasAFile() throws IOException {
        List<String> names = cases().toList();
        assertThat(IntStream.rangeClosed(1, WORKED_DECISIONS))
                .allMatch(row -> names.stream().anyMatch(name -> name.startsWith("%02d".formatted(row))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decidesAsAwsDoes(String name) throws IOException {
        JsonNode vector = JSON.readTree(Files.readString(DECISIONS.resolve(name)));
        Evaluation evaluation = evaluate(vector);
        assertThat(evaluation.decision()).as(name).isEqualTo(Decision.valueOf(text(vector, "expect")));
        if (vector.has("denial")) {
            assertThat(evaluation.denial()).isEqualTo(text(vector, "denial"));
        }
        Explanation explanation = evaluation.explain();
        if (vector.has("missing")) {
            assertThat(explanation.missingKeys()).isEqualTo(texts(vector.get("missing")));
        }
        if (vector.has("matched")) {
            assertThat(explanation.matched())
                    .extracting(match ->
                            match.source().id() + " " + match.statement().index())
                    .isEqualTo(texts(vector.get("matched")));
        }
    }

    /** The first attempt of which every check is allowed; else the first refusal of the last attempt. */
    private static Evaluation evaluate(JsonNode vector) {
        PolicySet policies = policies(vector);
        ResourcePolicy resourcePolicy = resourcePolicy(vector);
        Evaluation last = null;
        for (JsonNode attempt : vector.get("attempts")) {
            List<Evaluation> answers = new ArrayList<>();
            for (JsonNode check : attempt) {
                Request request = request(vector.get("requester"), check);
                answers.add(
                        resourcePolicy == null
                                ? policies.evaluate(request)
                                : policies.evaluate(request, resourcePolicy));
            }
            last = answers.stream()
                    .filter(answer -> !answer.allowed())
                    .findFirst()
                    .orElse(answers.getFirst());
            if (last.decision() != Decision.IMPLICIT_DENY) {
                return last;
            }
        }
        assertThat(last).as("an attempt").isNotNull();
        return last;
    }

    private static PolicySet policies(JsonNode vector) {
        PolicySet.Builder set = PolicySet.builder();
        for (JsonNode policy : vector.path("identity")) {
            set.identity(source(policy), policy(policy, PolicyKind.MANAGED));
        }
        if (vector.has("boundary")) {
            set.boundary(source(vector.get("boundary")), policy(vector.get("boundary"), PolicyKind.MANAGED));
        }
        for (JsonNode policy : vector.path("session")) {
            set.session(source(policy), policy(policy, PolicyKind.SESSION));
        }
        return set.build();
    }

    private static @Nullable ResourcePolicy resourcePolicy(JsonNode vector) {
        JsonNode node = vector.get("resourcePolicy");
        if (node == null) {
            return null;
        }
        PolicySource source = new PolicySource(PolicySource.Type.RESOURCE, "resource", "");
        Policy policy = policy(node.get("policy"), PolicyKind.valueOf(text(node, "kind")));
        return node.get("mandatory").booleanValue()
                ? ResourcePolicy.mandatory(source, policy)
                : ResourcePolicy.of(source, policy);
    }

    private static PolicySource source(JsonNode policy) {
        return TestPolicies.source(policy.isString() ? policy.stringValue() : "inline");
    }

    private static Policy policy(JsonNode policy, PolicyKind kind) {
        String json = policy.isString() ? TestPolicies.document(policy.stringValue()) : policy.toString();
        return TestPolicies.policy(json, kind);
    }

    private static Request request(JsonNode requester, JsonNode check) {
        List<String> resources = texts(check.get("resource"));
        Request request = Request.of(
                requester(requester), text(check, "action"), resources.getFirst(), context(check.get("context")));
        for (String spelling : resources.subList(1, resources.size())) {
            request = request.alsoSpelled(spelling);
        }
        return request;
    }

    private static Requester requester(JsonNode requester) {
        if (requester.has("service")) {
            return new Requester.Service(text(requester, "service"));
        }
        return switch (requester.stringValue()) {
            case "alice" -> TestPolicies.ALICE;
            case "sso-session" -> TestPolicies.SSO_SESSION;
            case "node" -> TestPolicies.NODE;
            default -> throw new IllegalArgumentException(requester.toString());
        };
    }

    private static Context context(JsonNode node) {
        Context.Builder context = Context.builder();
        node.forEachEntry((key, value) -> {
            if (value.isArray()) {
                context.multi(key, texts(value));
            } else {
                context.single(key, value.stringValue());
            }
        });
        return context.build();
    }

    private static String text(JsonNode node, String member) {
        return node.get(member).stringValue();
    }

    private static List<String> texts(JsonNode node) {
        if (node.isString()) {
            return List.of(node.stringValue());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }
}

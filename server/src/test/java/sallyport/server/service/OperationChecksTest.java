// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Service;
import sallyport.server.aws.shape.Constraints;
import sallyport.server.aws.shape.Member;
import sallyport.server.aws.shape.ModelReader;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.aws.shape.ServiceModel;
import sallyport.server.aws.shape.Shape;
import sallyport.testkit.LeakCheck;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks the table of operations: whoever has no policy is refused by every one of them but those that are listed here. */
@ExtendWith(LeakCheck.class)
class OperationChecksTest {
    /** Need no permission. What proves the caller instead is said beside each. */
    private static final Set<String> EXEMPT = Set.of(
            "sts GetCallerIdentity", // nothing: AWS answers it even against a denial
            "sts GetSessionToken", // the permanent key of the user it is for
            "sts AssumeRoleWithWebIdentity", // a provider's token; then the trust policy of the role is asked
            "ssm RegisterManagedInstance", // the code of an activation
            "ssm RequestManagedInstanceRoleToken", // the key of the node it is for
            "ssm UpdateManagedInstancePublicKey", // the same
            "sallyport JoinNode"); // a join token

    /** Values for members whose form no pattern tells. */
    private static final Map<String, String> VALUES =
            Map.of("InstanceProfile", "SallyportNode", "PolicyArn", "arn:aws:iam::111122223333:policy/aaaa");

    private static final List<String> CANDIDATES = List.of(
            "aaaa",
            "123456",
            "ssm:StartSession",
            "i-0123456789abcdef0",
            "mi-0123456789abcdef0",
            "arn:aws:iam::111122223333:policy/aaaa",
            "7a62c49f-347e-4fc4-9331-6e8e7a96aa73",
            "AKIAAAAAAAAAAAAAAAAA",
            "/",
            "v1",
            "https://example.com",
            "a".repeat(40));

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void nobodyMayAnythingWithoutAPolicy(@TempDir Path directory) {
        Set<String> served = new TreeSet<>();
        List<String> unchecked = new ArrayList<>();
        try (TestApi api = new TestApi(directory)) {
            Seeds seeds = new Seeds(api);
            TestApi.Caller nobody = seeds.signing(seeds.user("dave"));
            for (Service service : api.services()) {
                ServiceModel model = ModelReader.read(service.model());
                for (Operation<?, ?, ?> operation : service.operations()) {
                    String name = service.model() + " " + operation.name();
                    served.add(name);
                    if (!EXEMPT.contains(name)) {
                        Reply reply =
                                call(api, nobody, model, model.operations().get(operation.name()));
                        if (!isDenial(reply)) {
                            unchecked.add(name + " answers " + reply.status() + " " + reply.body());
                        }
                    }
                }
            }
        }
        assertThat(unchecked).isEmpty();
        assertThat(served).hasSizeGreaterThan(30);
    }

    private static boolean isDenial(Reply reply) {
        return reply.status() >= 400
                && (reply.body().contains("AccessDenied") || reply.body().contains("UnauthorizedOperation"))
                && reply.body().contains("is not authorized to perform");
    }

    private static Reply call(TestApi api, TestApi.Caller caller, ServiceModel model, OperationModel operation) {
        ObjectNode input = minimal(operation.input());
        assertThat(Constraints.check(operation.input(), input))
                .as(operation.name())
                .isEmpty();
        return switch (model.protocol()) {
            case JSON ->
                api.json(caller, model.targetPrefix().orElseThrow() + "." + operation.name(), input.toString());
            case QUERY, EC2 ->
                api.query(
                        caller,
                        model.signingName(),
                        model.apiVersion(),
                        operation.name(),
                        form(model, operation, input));
            case REST_JSON, GATEWAY -> api.gateway(caller, path(operation, input), input.toString());
        };
    }

    private static String path(OperationModel operation, ObjectNode input) {
        StringBuilder path = new StringBuilder();
        for (String segment : operation.http().orElseThrow().segments()) {
            boolean label = segment.startsWith("{");
            String text = label
                    ? input.path(segment.substring(1, segment.length() - 1)).asString()
                    : segment;
            path.append('/').append(URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
        return path.toString();
    }

    /** What the model requires, and the first values that fit. */
    private static ObjectNode minimal(Shape.Structure structure) {
        ObjectNode node = JSON.createObjectNode();
        for (String name : structure.required()) {
            Member member = structure.members().get(name);
            node.set(name, VALUES.containsKey(name) ? JSON.valueToTree(VALUES.get(name)) : minimal(member.shape()));
        }
        return node;
    }

    /** Like {@link #minimal}, and not empty: a form could not say that it is there. */
    private static JsonNode element(Shape shape) {
        JsonNode node = minimal(shape);
        if (shape instanceof Shape.Structure structure && node instanceof ObjectNode object && node.isEmpty()) {
            structure.members().values().stream()
                    .filter(member -> member.shape() instanceof Shape.StringShape)
                    .findFirst()
                    .ifPresent(member -> object.set(member.name(), minimal(member.shape())));
        }
        return node;
    }

    private static JsonNode minimal(Shape shape) {
        return switch (shape) {
            case Shape.Structure structure -> minimal(structure);
            case Shape.ListShape list -> {
                ArrayNode array = JSON.createArrayNode();
                array.add(element(list.element().shape()));
                yield array;
            }
            case Shape.MapShape _ -> JSON.createObjectNode();
            case Shape.StringShape text -> JSON.valueToTree(text(text));
            case Shape.NumberShape number ->
                JSON.valueToTree(
                        number.range().min() == null ? 1L : number.range().min());
            case Shape.BooleanShape _ -> JSON.valueToTree(true);
            case Shape.TimestampShape _ -> JSON.valueToTree(1_800_000_000L);
            case Shape.BlobShape _ -> JSON.valueToTree("AAAA");
        };
    }

    private static String text(Shape.StringShape shape) {
        if (!shape.values().isEmpty()) {
            return shape.values().getFirst();
        }
        return CANDIDATES.stream()
                .filter(text -> {
                    Long min = shape.length().min();
                    Long max = shape.length().max();
                    return (min == null || text.length() >= min)
                            && (max == null || text.length() <= max)
                            && (shape.pattern() == null
                                    || shape.pattern().pattern().matcher(text).matches());
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of " + shape));
    }

    private static String[] form(ServiceModel model, OperationModel operation, ObjectNode input) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean ec2 = model.protocol() == ServiceModel.ProtocolName.EC2;
        operation.input().members().forEach((name, member) -> {
            if (input.has(name)) {
                String wire = ec2
                        ? member.queryName()
                                .or(member::locationName)
                                .map(OperationChecksTest::capital)
                                .orElse(name)
                        : member.locationName().orElse(name);
                flatten(wire, member.shape(), input.get(name), ec2, fields);
            }
        });
        return fields.entrySet().stream()
                .flatMap(field -> List.of(field.getKey(), field.getValue()).stream())
                .toArray(String[]::new);
    }

    private static void flatten(String name, Shape shape, JsonNode value, boolean ec2, Map<String, String> fields) {
        switch (shape) {
            case Shape.ListShape list ->
                flatten(
                        name + (ec2 || list.flattened() ? ".1" : ".member.1"),
                        list.element().shape(),
                        value.get(0),
                        ec2,
                        fields);
            case Shape.Structure structure ->
                structure.members().forEach((key, member) -> {
                    if (value.has(key)) {
                        flatten(
                                name + "."
                                        + capital(member.locationName()
                                                .filter(_ -> !ec2)
                                                .orElse(key)),
                                member.shape(),
                                value.get(key),
                                ec2,
                                fields);
                    }
                });
            case Shape.MapShape _ -> {}
            case Shape.TimestampShape _ -> fields.put(name, "2027-01-15T08:00:00Z");
            case Shape.StringShape _, Shape.NumberShape _, Shape.BooleanShape _, Shape.BlobShape _ ->
                fields.put(name, value.asString());
        }
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {
    private static final Map<String, OperationModel> SSM =
            ModelReader.read("ssm").operations();

    @Test
    void hidesWhatTheModelCallsSensitive() {
        assertThat(redactedInput(
                        "RegisterManagedInstance", "{'ActivationCode':'secret','ActivationId':'a','Fingerprint':'f'}"))
                .isEqualTo("{'ActivationCode':'***','ActivationId':'a','Fingerprint':'f'}");
        assertThat(
                        redacted(
                                operation("RequestManagedInstanceRoleToken").output(),
                                "{'AccessKeyId':'A','SecretAccessKey':'s','SessionToken':'t','TokenExpirationDate':1795424400500}"))
                .isEqualTo("{'AccessKeyId':'A','SecretAccessKey':'***','SessionToken':'***',"
                        + "'TokenExpirationDate':'2026-11-23T09:00:00.500Z'}");
    }

    @Test
    void keepsTheRest() {
        String request = "{'Target':'i-1','Reason':'why','Parameters':{'portNumber':['22']}}";
        assertThat(redactedInput("StartSession", request)).isEqualTo(request);
    }

    @Test
    void cutsLongTextsAndLists() {
        assertThat(redactedInput("StartSession", "{'Target':'" + "x".repeat(5_000) + "'}"))
                .isEqualTo("{'Target':'" + "x".repeat(1_024) + "…'}");
        String values = IntStream.range(0, 60).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));
        assertThat(redactedInput("StartSession", "{'Target':'i','Parameters':{'p':[" + values + "]}}"))
                .endsWith("'49','… and 10 more']}}");
    }

    @Test
    void keepsNoMoreThanItsTotal() {
        String value = "'" + "x".repeat(1_000) + "'";
        String list = "[" + (value + ",").repeat(49) + value + "]";
        String parameters =
                IntStream.range(0, 50).mapToObj(i -> "'p" + i + "':" + list).collect(Collectors.joining(","));
        assertThat(redactedInput("StartSession", "{'Target':'i','Parameters':{" + parameters + "}}"))
                .hasSizeBetween(32_000, 48_000);
    }

    private static String redactedInput(String operation, String request) {
        return redacted(operation(operation).input(), request);
    }

    private static String redacted(Shape.Structure shape, String message) {
        JsonNode tree = JsonMapper.shared().readTree(message.replace('\'', '"'));
        return Redaction.of(shape, tree).toString().replace('"', '\'');
    }

    private static OperationModel operation(String name) {
        return Objects.requireNonNull(SSM.get(name));
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.aws.shape.Shape.ListShape;
import sallyport.server.aws.shape.Shape.MapShape;
import sallyport.server.aws.shape.Shape.Structure;

class ModelReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"ec2", "ec2messages", "sallyport", "ssm", "ssmmessages", "sts"})
    void readsEveryModelWhole(String service) {
        ServiceModel model = ModelReader.read(service);
        assertThat(model.signingName()).isEqualTo(service);
        assertThat(model.operations()).isNotEmpty();
        Set<String> seen = new HashSet<>();
        model.operations().values().forEach(operation -> {
            visit(operation.input(), seen);
            visit(operation.output(), seen);
            assertThat(operation.input().members().keySet())
                    .containsAll(operation.input().required());
        });
    }

    @Test
    void joinsAwssModelWithOurs() {
        ServiceModel ssm = ModelReader.read("ssm");
        assertThat(ssm.targetPrefix()).contains("AmazonSSM");
        assertThat(ssm.jsonVersion()).isEqualTo("1.1");
        assertThat(ssm.operations()).containsKeys("StartSession", "RegisterManagedInstance");
    }

    @Test
    void knowsWhereTheGatewaysRequestsStand() {
        OperationModel operation = operation("ssmmessages", "CreateDataChannel");
        assertThat(operation.successStatus()).isEqualTo(201);
        UriTemplate http = operation.http().orElseThrow();
        assertThat(http.match("POST", "/v1/data-channel/admin-1").orElseThrow()).containsEntry("SessionId", "admin-1");
        assertThat(http.match("GET", "/v1/data-channel/admin-1")).isEmpty();
        assertThat(http.match("POST", "/v1/data-channel/admin-1/x")).isEmpty();
        assertThat(http.match("POST", "/v1/control-channel/admin-1")).isEmpty();
        assertThat(http.match("POST", "v1/data-channel/admin-1")).isEmpty();
    }

    @Test
    void keepsWhatCarriesASecret() {
        Structure reply = operation("ssm", "StartSession").output();
        assertThat(Objects.requireNonNull(reply.members().get("TokenValue"))
                        .shape()
                        .sensitive())
                .isTrue();
        assertThat(Objects.requireNonNull(reply.members().get("SessionId"))
                        .shape()
                        .sensitive())
                .isFalse();
    }

    @Test
    void knowsHowAnErrorNamesItsMessage() {
        assertThat(operation("ssm", "StartSession").messageMembers()).containsEntry("TargetNotConnected", "Message");
    }

    @Test
    void refusesAServiceWithoutModel() {
        assertThatThrownBy(() -> ModelReader.read("dynamodb")).hasMessageContaining("\"dynamodb\"");
    }

    @Test
    void generatedModelsAreWhatTheScriptWrites() throws IOException, InterruptedException {
        Path script = Path.of("..", "bin", "trim-models").toAbsolutePath().normalize();
        Process botocore = new ProcessBuilder(
                        "python3", "-c", "import botocore; assert botocore.__version__ == '" + origin() + "'")
                .redirectErrorStream(true)
                .start();
        Assumptions.assumeTrue(botocore.waitFor() == 0, "botocore " + origin() + " is not installed here");
        Process check = new ProcessBuilder(script.toString(), "--check")
                .redirectErrorStream(true)
                .start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEmpty();
        assertThat(check.exitValue()).isZero();
    }

    private static String origin() throws IOException {
        String text = new String(
                Objects.requireNonNull(ModelReader.class.getResourceAsStream("/sallyport/server/aws/models/ssm.json"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        return text.replaceFirst("(?s).*\"origin\": \"botocore ([0-9.]+),.*", "$1");
    }

    private static OperationModel operation(String service, String name) {
        return Optional.ofNullable(ModelReader.read(service).operations().get(name))
                .orElseThrow();
    }

    /** Resolves every shape; a missing one throws. */
    private static void visit(Shape shape, Set<String> seen) {
        if (!seen.add(shape.name())) {
            return;
        }
        switch (shape) {
            case Structure structure -> structure.members().values().forEach(member -> visit(member.shape(), seen));
            case ListShape list -> visit(list.element().shape(), seen);
            case MapShape map -> {
                visit(map.key().shape(), seen);
                visit(map.value().shape(), seen);
            }
            case Shape.StringShape _,
                    Shape.NumberShape _,
                    Shape.BooleanShape _,
                    Shape.TimestampShape _,
                    Shape.BlobShape _ -> {}
        }
    }
}

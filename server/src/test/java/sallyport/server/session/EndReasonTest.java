// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndReasonTest {

    /** One reason of each kind. */
    static List<EndReason> oneOfEach() {
        return List.of(
                new EndReason.Exited(OptionalInt.of(7)),
                new EndReason.UserEnded(),
                new EndReason.ApiTerminated("arn:aws:iam::111122223333:user/admin"),
                new EndReason.Idle(Duration.ofMinutes(20)),
                new EndReason.MaxDuration(Duration.ofHours(8)),
                new EndReason.PolicyChange(""),
                new EndReason.Unopened(),
                new EndReason.NodeLost(),
                new EndReason.NodeRemoved(),
                new EndReason.AgentError("no such user \"bob\""),
                new EndReason.RecordingFailed(),
                new EndReason.ServerError());
    }

    @Test
    void hasAnExampleOfEachKind() {
        assertThat(oneOfEach().stream().map(Object::getClass).map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EndReason.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void isReadAsItWasWritten(EndReason reason) {
        assertThat(EndWords.read(EndWords.word(reason), EndWords.detail(reason)))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void saysOneSentenceToTheUser(EndReason reason) {
        if (!(reason instanceof EndReason.AgentError)) {
            assertThat(reason.sentence()).matches("[A-Z][^.]*\\.");
        }
    }

    @Test
    void saysNothingToTheUserAfterANormalEnd() {
        assertThat(oneOfEach().stream()
                        .filter(reason -> reason.farewell().isEmpty())
                        .map(EndReason::word))
                .containsExactlyInAnyOrder("Exited", "UserEnded");
    }

    @Test
    void saysWhatHappened() {
        assertThat(new EndReason.Exited(OptionalInt.of(7)).sentence())
                .isEqualTo("The program on the node ended with exit code 7.");
        assertThat(new EndReason.Exited(OptionalInt.empty()).sentence()).isEqualTo("The program on the node ended.");
        assertThat(new EndReason.Idle(Duration.ofMinutes(20)).sentence())
                .isEqualTo("There was no input for 20 minutes, so the session was ended; start a new one to go on.");
        assertThat(new EndReason.MaxDuration(Duration.ofMinutes(1)).sentence())
                .isEqualTo("The session reached its longest duration of 1 minute; start a new one to go on.");
        assertThat(new EndReason.MaxDuration(Duration.ofSeconds(90)).sentence()).contains("90 seconds");
        assertThat(new EndReason.AgentError("no such user").sentence()).isEqualTo("no such user");
        assertThat(new EndReason.AgentError("").sentence()).contains("look into its log");
    }

    @Test
    void readsAnExitWithoutACode() {
        EndReason reason = new EndReason.Exited(OptionalInt.empty());
        assertThat(EndWords.read(EndWords.word(reason), EndWords.detail(reason)))
                .isEqualTo(reason);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.identity.NodeId;
import sallyport.server.identity.TestHome;
import sallyport.server.keys.Secret;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ActivationsTest {

    private static final NodeClaim CLAIM = TestNodes.claim("machine");

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestHome home;
    private TestNodes test;
    private Activations activations;

    @BeforeEach
    void open() {
        home = new TestHome(database, directory);
        test = new TestNodes(home);
        activations = test.activations;
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void makesAnActivationThatCanBeFound() {
        NewActivation made = test.activation(3, Map.of("env", "test"));
        assertThat(made.activation().id())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(made.code().value()).matches("[A-Za-z0-9+/]{20}");
        assertThat(activations.find(made.activation().id())).contains(made.activation());
        assertThat(made.activation().registrations()).isZero();
        assertThat(made.activation().created()).isEqualTo(home.clock.instant());
    }

    @Test
    void registersANodeWithWhatTheActivationSays() {
        NewActivation made = test.activation(1, Map.of("env", "test"));
        Registration result = register(made);
        Node node = TestNodes.registered(result);
        assertThat(result).isEqualTo(new Registration.Registered(node, false));
        assertThat(node.id().text()).matches("mi-[0-9a-f]{17}");
        assertThat(node.name()).isEqualTo("web");
        assertThat(node.role()).isEqualTo(made.activation().role());
        assertThat(node.activationId()).contains(made.activation().id());
        assertThat(node.tags()).isEqualTo(Map.of("env", "test"));
        assertThat(node.key()).isEqualTo(CLAIM.key());
        assertThat(node.isMachine("machine")).isTrue();
        assertThat(node.isMachine("another")).isFalse();
        assertThat(node.lastPing()).isEmpty();
        assertThat(test.nodes.find(node.id())).contains(node);
        assertThat(activations.find(made.activation().id()).orElseThrow().registrations())
                .isEqualTo(1);
    }

    @Test
    void registersNoMoreNodesThanItsLimit() {
        NewActivation made = test.activation(2, Map.of());
        assertThat(register(made)).isInstanceOf(Registration.Registered.class);
        assertThat(register(made)).isInstanceOf(Registration.Registered.class);
        assertThat(register(made)).isEqualTo(Registration.Refused.USED_UP);
        assertThat(test.nodes.list(List.of(), _ -> false, Optional.empty(), 10).nodes())
                .hasSize(2);
    }

    @Test
    void registersNoMoreNodesThanItsLimitWhenAllComeAtOnce() throws Exception {
        NewActivation made = test.activation(3, Map.of());
        List<Future<Registration>> results = new ArrayList<>();
        try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                results.add(machines.submit(() -> register(made)));
            }
        }
        int registered = 0;
        for (Future<Registration> result : results) {
            if (result.get() instanceof Registration.Registered) {
                registered++;
            } else {
                assertThat(result.get()).isEqualTo(Registration.Refused.USED_UP);
            }
        }
        assertThat(registered).isEqualTo(3);
    }

    @Test
    void expires() {
        NewActivation made = test.activation(1, Map.of());
        home.clock.advance(Duration.ofDays(1).minusMillis(1));
        assertThat(made.activation().expiredAt(home.clock.instant())).isFalse();
        home.clock.advance(Duration.ofMillis(1));
        assertThat(made.activation().expiredAt(home.clock.instant())).isTrue();
        assertThat(register(made)).isEqualTo(Registration.Refused.EXPIRED);
    }

    @Test
    void refusesAWrongCodeAndTellsNothingElse() {
        NewActivation made = test.activation(1, Map.of());
        home.clock.advance(Duration.ofDays(2));
        assertThat(activations.register(made.activation().id(), TestNodes.WRONG_CODE, CLAIM))
                .as("not that it has expired")
                .isEqualTo(Registration.Refused.UNKNOWN);
        assertThat(activations.register("00000000-0000-4000-8000-000000000000", made.code(), CLAIM))
                .isEqualTo(Registration.Refused.UNKNOWN);
    }

    @Test
    void keepsTheCodeAsAHash() {
        NewActivation made = test.activation(1, Map.of());
        Secret code = made.code();
        String row = home.store.read(
                home.home.place(),
                tables -> tables.activations()
                        .find(made.activation().id())
                        .orElseThrow()
                        .toString());
        assertThat(row + made).doesNotContain(code.value());
    }

    @Test
    void deletesAnActivationButNotItsNodes() {
        NewActivation made = test.activation(2, Map.of("env", "test"));
        NodeId node = TestNodes.registered(register(made)).id();
        assertThat(activations.delete(made.activation().id())).isTrue();
        assertThat(activations.delete(made.activation().id())).isFalse();
        assertThat(activations.find(made.activation().id())).isEmpty();
        assertThat(register(made)).isEqualTo(Registration.Refused.UNKNOWN);
        assertThat(test.nodes.find(node).orElseThrow().tags()).containsEntry("env", "test");
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 5; i++) {
            test.activation(1, Map.of("n", "" + i));
        }
        List<Activation> all = activations.list(List.of(), Optional.empty(), 5).activations();
        assertThat(all).hasSize(5);
        assertThat(activations.list(List.of(), Optional.empty(), 5).next()).isEmpty();

        ActivationPage first = activations.list(List.of(), Optional.empty(), 2);
        ActivationPage second = activations.list(List.of(), first.next(), 2);
        ActivationPage third = activations.list(List.of(), second.next(), 2);
        assertThat(third.next()).isEmpty();
        List<Activation> paged = new ArrayList<>(first.activations());
        paged.addAll(second.activations());
        paged.addAll(third.activations());
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void filters() {
        Activation wanted = test.activation(1, Map.of()).activation();
        Activation other = activations
                .create(new ActivationRequest("OtherRole", "", "db", 1, wanted.expires(), Map.of()))
                .activation();
        assertThat(ids(new ActivationFilter(ActivationFilter.Field.ID, Set.of(wanted.id(), "x"))))
                .containsExactly(wanted.id());
        assertThat(ids(new ActivationFilter(ActivationFilter.Field.INSTANCE_NAME, Set.of("db"))))
                .containsExactly(other.id());
        assertThat(ids(new ActivationFilter(ActivationFilter.Field.ROLE, Set.of(wanted.role(), "OtherRole"))))
                .containsExactlyInAnyOrder(wanted.id(), other.id());
        assertThat(ids(
                        new ActivationFilter(ActivationFilter.Field.ROLE, Set.of("OtherRole")),
                        new ActivationFilter(ActivationFilter.Field.INSTANCE_NAME, Set.of("web"))))
                .isEmpty();
    }

    private List<String> ids(ActivationFilter... filters) {
        return activations.list(List.of(filters), Optional.empty(), 50).activations().stream()
                .map(Activation::id)
                .toList();
    }

    private Registration register(NewActivation activation) {
        return activations.register(activation.activation().id(), activation.code(), CLAIM);
    }
}

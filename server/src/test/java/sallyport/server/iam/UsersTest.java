// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.keys.Secret;
import sallyport.server.store.TestDatabase;
import sallyport.server.store.iam.InlinePolicyTable;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class UsersTest {
    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestIam test;
    private Users users;
    private User alice;

    @BeforeEach
    void open() {
        test = new TestIam(database, directory);
        users = test.iam.users();
        alice = test.user("Alice");
    }

    @AfterEach
    void close() {
        test.close();
    }

    private static void assertRefused(IamProblem problem, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        IamException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void areFoundWhateverTheCaseOfTheirNames() {
        assertThat(users.find("aLICE")).contains(alice);
        assertRefused(new IamProblem.Exists(Entity.USER, "ALICE"), () -> test.user("ALICE"));
    }

    @Test
    void keepTheirIdWhenTheyAreRenamed() {
        users.update(alice, Optional.of("ALICE"), Optional.empty());
        assertThat(users.find("alice").orElseThrow().name()).isEqualTo("ALICE");
        users.update(alice, Optional.of("carol"), Optional.of("/x/"));
        assertThat(users.find("alice")).isEmpty();
        User carol = users.find("carol").orElseThrow();
        assertThat(carol.userId()).isEqualTo(alice.userId());
        assertThat(carol.arn()).hasToString("arn:aws:iam::111122223333:user/x/carol");
        test.user("bob");
        assertRefused(
                new IamProblem.Exists(Entity.USER, "Bob"),
                () -> users.update(alice, Optional.of("Bob"), Optional.empty()));
    }

    @Test
    void haveTagsWhoseKeysDifferByMoreThanCase() {
        users.tag(alice, Map.of("Team", "a", "env", "x"));
        users.tag(alice, Map.of("TEAM", "b"));
        assertThat(users.find("alice").orElseThrow().tags()).isEqualTo(Map.of("TEAM", "b", "env", "x"));
        users.untag(alice, List.of("ENV", "unheard"));
        assertThat(users.find("alice").orElseThrow().tags()).isEqualTo(Map.of("TEAM", "b"));
    }

    @Test
    void haveFiftyTagsAtMost() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            many.put("k" + i, "v");
        }
        users.tag(alice, many);
        users.tag(alice, Map.of("K1", "w"));
        assertRefused(new IamProblem.QuotaExceeded(Quota.TAGS), () -> users.tag(alice, Map.of("one-more", "v")));
        assertThat(users.find("alice").orElseThrow().tags()).hasSize(50).containsEntry("K1", "w");
    }

    @Test
    void areNotDeletedWhileAnythingBelongsToThem() {
        String id = alice.userId();
        Group group = test.iam.groups().create("g", "/");
        test.iam.groups().add(group, alice);
        String key = test.iam.keys().create(alice).key().accessKeyId();
        test.iam.logins().create(alice, new Secret("correct-Horse7"), false);
        test.iam.state().run(tables -> tables.attachments().attach(id, "arn:aws:iam::aws:policy/ReadOnlyAccess", 1));
        test.iam.state().run(tables -> tables.inlinePolicies().put(new InlinePolicyTable.Row(id, "p", "{}")));
        assertRefused(new IamProblem.InUse(Dependent.GROUP_MEMBERS), () -> users.delete(alice));
        test.iam.groups().remove(group, alice);
        assertRefused(new IamProblem.InUse(Dependent.ACCESS_KEYS), () -> users.delete(alice));
        test.iam.keys().delete(alice, key);
        assertRefused(new IamProblem.InUse(Dependent.LOGIN_PROFILE), () -> users.delete(alice));
        test.iam.logins().delete(alice);
        assertRefused(new IamProblem.InUse(Dependent.ATTACHED_POLICIES), () -> users.delete(alice));
        test.iam.state().run(tables -> tables.attachments().detach(id, "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        assertRefused(new IamProblem.InUse(Dependent.INLINE_POLICIES), () -> users.delete(alice));
        test.iam.state().run(tables -> tables.inlinePolicies().delete(id, "p"));
        users.tag(alice, Map.of("a", "b"));
        users.delete(alice);
        assertRefused(new IamProblem.Missing(Entity.USER, "Alice"), () -> users.delete(alice));
        User next = test.user("alice");
        assertThat(next.userId()).isNotEqualTo(id);
        assertThat(next.tags()).isEmpty();
    }

    @Test
    void tellOfEveryChange() {
        long before = test.iam.changes().version();
        users.tag(alice, Map.of("a", "b"));
        users.setBoundary(alice, Optional.of("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        assertThat(test.iam.changes().version()).isEqualTo(before + 2);
        assertRefused(new IamProblem.Exists(Entity.USER, "alice"), () -> test.user("alice"));
        assertThat(test.iam.changes().version()).as("of those that were made").isEqualTo(before + 2);
    }

    @Test
    void areInTenGroupsAtMost() {
        for (int i = 0; i < 10; i++) {
            test.iam.groups().add(test.iam.groups().create("g" + i, "/"), alice);
        }
        Group known = test.iam.groups().find("G3").orElseThrow();
        test.iam.groups().add(known, alice);
        Group eleventh = test.iam.groups().create("one-more", "/");
        assertRefused(
                new IamProblem.QuotaExceeded(Quota.GROUPS_OF_USER),
                () -> test.iam.groups().add(eleventh, alice));
        assertThat(test.iam.groups().members(known)).extracting(User::name).containsExactly("Alice");
        assertRefused(
                new IamProblem.NoMember("Alice", "one-more"),
                () -> test.iam.groups().remove(eleventh, alice));
        assertRefused(
                new IamProblem.InUse(Dependent.GROUP_MEMBERS),
                () -> test.iam.groups().delete(known));
    }
}

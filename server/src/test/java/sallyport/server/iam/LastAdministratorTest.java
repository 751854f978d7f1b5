// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.iam.credential.UserKeys;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.NewAccessKey;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LastAdministratorTest {
    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestIam test;
    private User admin;
    private String keyOfAdmin;

    @BeforeEach
    void open() {
        test = new TestIam(database, directory);
        NewAccessKey key = test.home.credentials.createAdministrator().orElseThrow();
        keyOfAdmin = key.accessKeyId();
        admin = test.iam.users().find("admin").orElseThrow();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private void assertRefused(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        IamException.class, e -> assertThat(e.problem()).isEqualTo(new IamProblem.LastAdministrator()));
    }

    private void attach(String owner) {
        test.iam.state().run(tables -> tables.attachments().attach(owner, Credentials.ADMINISTRATOR_ACCESS, 1));
    }

    private void detach(String owner) {
        test.iam.state().run(tables -> tables.attachments().detach(owner, Credentials.ADMINISTRATOR_ACCESS));
    }

    private boolean exists(User user) {
        return test.iam.users().findById(user.userId()).isPresent();
    }

    @Test
    void cannotLoseItsPolicyItsKeyOrItsPower() {
        assertRefused(() -> detach(admin.userId()));
        assertRefused(() -> test.iam.keys().setActive(admin, keyOfAdmin, false));
        assertRefused(() -> test.iam.keys().delete(admin, keyOfAdmin));
        assertRefused(() -> test.iam.users().setBoundary(admin, Optional.of("arn:aws:iam::aws:policy/ReadOnlyAccess")));
        assertThat(test.iam.keys().of(admin)).extracting(UserKeys.Key::active).containsExactly(true);
        assertThat(test.iam.users().findById(admin.userId()).orElseThrow().boundary())
                .isEmpty();
    }

    @Test
    void mayGoWhenAnotherCanSignIn() {
        User other = test.user("other");
        attach(other.userId());
        assertRefused(() -> detach(admin.userId()));
        String key = test.iam.keys().create(other).key().accessKeyId();
        detach(admin.userId());
        assertRefused(() -> test.iam.keys().delete(other, key));
        test.iam.keys().delete(admin, keyOfAdmin);
        test.iam.users().delete(admin);
        assertThat(exists(admin)).isFalse();
    }

    @Test
    void countsThoseWhoAreInAGroupOfAdministrators() {
        User member = test.user("member");
        test.iam.keys().create(member);
        Group group = test.iam.groups().create("admins", "/");
        attach(group.groupId());
        assertRefused(() -> detach(admin.userId()));
        test.iam.groups().add(group, member);
        detach(admin.userId());
        assertRefused(() -> test.iam.groups().remove(group, member));
        assertRefused(() -> detach(group.groupId()));
    }

    @Test
    void mayRotateItsKey() {
        test.iam.keys().create(admin);
        test.iam.keys().setActive(admin, keyOfAdmin, false);
        test.iam.keys().delete(admin, keyOfAdmin);
        assertThat(test.iam.keys().of(admin)).hasSize(1);
    }

    @Test
    void mayBeRemovedByForce() {
        test.iam.state().force(tables -> tables.attachments().detach(admin.userId(), Credentials.ADMINISTRATOR_ACCESS));
        long version = test.iam.changes().version();
        assertThat(version).isPositive();
        test.iam.keys().delete(admin, keyOfAdmin);
        test.iam.users().delete(admin);
        assertThat(exists(admin))
                .as("nothing is refused where there is nobody to keep")
                .isFalse();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.Quota;
import sallyport.server.iam.TestIam;
import sallyport.server.iam.User;
import sallyport.server.identity.AccessKey;
import sallyport.server.identity.Principal;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserKeysTest {
    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestIam test;
    private UserKeys keys;
    private User alice;

    @BeforeEach
    void open() {
        test = new TestIam(database, directory);
        keys = test.iam.keys();
        alice = test.user("alice");
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Optional<AccessKey> known(String accessKeyId) {
        return test.home.credentials.find(accessKeyId);
    }

    @Test
    void letTheUserSignAtOnceAndUntilTheyAreGone() {
        UserKeys.NewKey made = keys.create(alice);
        String id = made.key().accessKeyId();
        assertThat(known(id).orElseThrow().secret()).isEqualTo(made.secretAccessKey());
        assertThat(known(id).orElseThrow().caller().principal()).isInstanceOf(Principal.User.class);
        assertThat(made.toString()).doesNotContain(made.secretAccessKey().value());
        keys.setActive(alice, id, false);
        assertThat(known(id).orElseThrow().active()).isFalse();
        keys.setActive(alice, id, true);
        assertThat(known(id).orElseThrow().active()).isTrue();
        keys.delete(alice, id);
        assertThat(known(id)).isEmpty();
    }

    @Test
    void followTheUserToAnotherName() {
        String id = keys.create(alice).key().accessKeyId();
        assertThat(known(id)).isPresent();
        test.iam.users().update(alice, Optional.of("alicia"), Optional.of("/eng/"));
        assertThat(known(id).orElseThrow().caller().arn()).hasToString("arn:aws:iam::111122223333:user/eng/alicia");
    }

    @Test
    void areTwoAtMost() {
        keys.create(alice);
        keys.create(alice);
        assertThatThrownBy(() -> keys.create(alice))
                .isInstanceOfSatisfying(
                        IamException.class,
                        e -> assertThat(e.problem()).isEqualTo(new IamProblem.QuotaExceeded(Quota.KEYS_OF_USER)));
    }

    @Test
    void areNobodyElses() {
        String id = keys.create(alice).key().accessKeyId();
        User bob = test.user("bob");
        assertThatThrownBy(() -> keys.delete(bob, id)).isInstanceOf(IamException.class);
        assertThatThrownBy(() -> keys.setActive(bob, id, false)).isInstanceOf(IamException.class);
        assertThat(known(id)).isPresent();
    }

    @Test
    void rememberTheirLastUseBeforeItIsWrittenAndAfter() {
        String id = keys.create(alice).key().accessKeyId();
        assertThat(keys.find(id).orElseThrow().lastUse()).isEmpty();
        Instant first = test.home.clock.instant();
        keys.used(id, "ssm", "us-east-1");
        UserKeys.Use use = new UserKeys.Use(first, "ssm", "us-east-1");
        assertThat(keys.find(id).orElseThrow().lastUse()).contains(use);
        assertThat(test.again().keys().find(id).orElseThrow().lastUse())
                .as("not written yet")
                .isEmpty();
        keys.flushUses();
        assertThat(test.again().keys().find(id).orElseThrow().lastUse()).contains(use);
        test.home.clock.advance(Duration.ofMinutes(1));
        keys.used(id, "iam", "eu-west-1");
        assertThat(keys.find(id).orElseThrow().lastUse())
                .contains(new UserKeys.Use(first.plusSeconds(60), "iam", "eu-west-1"));
    }

    @Test
    void tellNobodyThatTheyWereUsed() {
        String id = keys.create(alice).key().accessKeyId();
        long version = test.iam.changes().version();
        keys.used(id, "ssm", "us-east-1");
        keys.flushUses();
        assertThat(test.iam.changes().version()).isEqualTo(version);
    }
}

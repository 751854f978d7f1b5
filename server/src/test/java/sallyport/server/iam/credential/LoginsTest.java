// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
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
import sallyport.server.iam.TestIam;
import sallyport.server.iam.User;
import sallyport.server.keys.Secret;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LoginsTest {
    private static final Secret GOOD = new Secret("correct-Horse7");

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestIam test;
    private Logins logins;
    private User alice;

    @BeforeEach
    void open() {
        test = new TestIam(database, directory);
        logins = test.iam.logins();
        alice = test.user("Alice-2-of-2");
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

    private static IamProblem refused(PasswordRule rule) {
        return new IamProblem.PasswordRefused(rule);
    }

    private void assertNotGood(PasswordRule rule, String password) {
        assertRefused(refused(rule), () -> logins.create(alice, new Secret(password), false));
    }

    @Test
    void keepWhatCannotBeTurnedBackIntoThePassword() {
        logins.create(alice, GOOD, false);
        String stored = test.home.store.read(
                test.home.home.place(),
                tables -> tables.loginProfiles()
                        .find(alice.userId())
                        .orElseThrow()
                        .passwordHash());
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(GOOD.value());
        PasswordHashes hashes = new PasswordHashes(test.home.random);
        assertThat(hashes.matches(GOOD, stored)).isTrue();
        assertThat(hashes.matches(new Secret("correct-Horse8"), stored)).isFalse();
        assertThat(hashes.hash(GOOD)).as("salted").isNotEqualTo(stored);
    }

    @Test
    void demandThreeKindsOfCharactersWhereNoPolicyIsSet() {
        assertNotGood(new PasswordRule.MinimumLength(8), "aB3-567");
        assertNotGood(new PasswordRule.ThreeKinds(), "abcdefgh1");
        assertNotGood(new PasswordRule.NotTheName(), "aLICE-2-OF-2");
        logins.create(alice, new Secret("abcdEfg1"), true);
        assertThat(logins.find(alice).orElseThrow().resetRequired()).isTrue();
    }

    @Test
    void demandWhatThePolicySays() {
        test.iam
                .account()
                .setPasswordPolicy(
                        new PasswordPolicy(10, new PasswordPolicy.Kinds(true, true, true, true), true, 90, 2, false));
        assertNotGood(new PasswordRule.MinimumLength(10), "aB3-56789");
        assertNotGood(new PasswordRule.UpperCase(), "ab3-567890");
        assertNotGood(new PasswordRule.LowerCase(), "AB3-567890");
        assertNotGood(new PasswordRule.Digit(), "aB-abcdefgh");
        assertNotGood(new PasswordRule.Symbol(), "aB34567890");
        logins.create(alice, new Secret("aB3-567890"), false);
    }

    @Test
    void takeNoFormerPasswordAgainWhereThePolicySaysSo() {
        test.iam
                .account()
                .setPasswordPolicy(
                        new PasswordPolicy(8, new PasswordPolicy.Kinds(false, false, false, false), true, 0, 2, false));
        logins.create(alice, new Secret("password-1"), false);
        PasswordRule rule = new PasswordRule.NotUsedBefore(2);
        assertRefused(
                refused(rule), () -> logins.update(alice, Optional.of(new Secret("password-1")), Optional.empty()));
        test.home.clock.advance(Duration.ofSeconds(1));
        logins.update(alice, Optional.of(new Secret("password-2")), Optional.empty());
        assertRefused(refused(rule), () -> logins.change(alice, new Secret("password-2"), new Secret("password-1")));
        test.home.clock.advance(Duration.ofSeconds(1));
        logins.change(alice, new Secret("password-2"), new Secret("password-3"));
        logins.change(alice, new Secret("password-3"), new Secret("password-1"));
    }

    @Test
    void letOnlyThoseChangeItWhoKnowIt() {
        logins.create(alice, GOOD, true);
        assertRefused(
                new IamProblem.WrongPassword(),
                () -> logins.change(alice, new Secret("wrong"), new Secret("other-Horse7")));
        logins.change(alice, GOOD, new Secret("other-Horse7"));
        assertThat(logins.find(alice).orElseThrow().resetRequired()).isFalse();
        logins.delete(alice);
        assertThat(logins.find(alice)).isEmpty();
        assertRefused(
                new IamProblem.Missing(IamProblem.Entity.LOGIN_PROFILE, alice.name()), () -> logins.delete(alice));
    }
}

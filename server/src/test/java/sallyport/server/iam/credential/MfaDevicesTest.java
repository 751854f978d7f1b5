// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.iam.Dependent;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.Quota;
import sallyport.server.iam.TestIam;
import sallyport.server.iam.User;
import sallyport.server.iam.credential.MfaDevices.Verdict;
import sallyport.server.store.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MfaDevicesTest {
    private static final Duration STEP = Duration.ofSeconds(30);

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private TestIam test;
    private MfaDevices devices;
    private User alice;
    private User bob;
    private String serial;
    private Totp phone;

    @BeforeEach
    void open() {
        test = new TestIam(database, directory);
        devices = test.iam.mfaDevices();
        alice = test.user("alice");
        bob = test.user("bob");
        MfaDevices.NewDevice made = devices.create("alice", "/", Map.of("use", "phone"));
        serial = made.device().serial();
        phone = new Totp(made.seed().value());
    }

    @AfterEach
    void close() {
        test.close();
    }

    private long now() {
        return Totp.stepAt(test.home.clock.instant());
    }

    private void enable() {
        devices.enable(alice, serial, phone.code(now() - 1), phone.code(now()));
    }

    private Verdict verify(String code) {
        return devices.verify(serial, alice, code);
    }

    private void assertRefused(IamProblem problem, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        IamException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void handsOutItsSeedOnce() {
        assertThat(serial).isEqualTo("arn:aws:iam::111122223333:mfa/alice");
        MfaDevice device = devices.find(serial).orElseThrow();
        assertThat(device.owner()).isEmpty();
        assertThat(device.enabled()).isEmpty();
        assertThat(device.tags()).containsEntry("use", "phone");
        assertRefused(new IamProblem.Exists(Entity.MFA_DEVICE, serial), () -> devices.create("alice", "/", Map.of()));
    }

    @Test
    void becomesAUsersByTwoCodesInARow() {
        assertRefused(
                new IamProblem.WrongCode(),
                () -> devices.enable(alice, serial, phone.code(now()), phone.code(now() - 1)));
        assertRefused(
                new IamProblem.WrongCode(), () -> devices.enable(alice, serial, phone.code(now()), phone.code(now())));
        assertRefused(
                new IamProblem.WrongCode(),
                () -> devices.enable(alice, serial, phone.code(now() - 2), phone.code(now())));
        enable();
        assertThat(devices.find(serial).orElseThrow().owner().map(User::name)).contains("alice");
        assertThat(devices.of(alice)).hasSize(1);
        assertThat(devices.of(bob)).isEmpty();
        assertRefused(
                new IamProblem.Exists(Entity.MFA_DEVICE, serial),
                () -> devices.enable(bob, serial, phone.code(now()), phone.code(now() + 1)));
    }

    @Test
    void takesACodeOnceEvenAfterARestart() {
        enable();
        assertThat(verify(phone.code(now()))).as("used to enable").isInstanceOf(Verdict.WrongCode.class);
        test.home.clock.advance(STEP);
        String code = phone.code(now());
        assertThat(verify(code)).isInstanceOf(Verdict.Accepted.class);
        assertThat(verify(code)).isInstanceOf(Verdict.WrongCode.class);
        assertThat(test.again().mfaDevices().verify(serial, alice, code)).isInstanceOf(Verdict.WrongCode.class);
    }

    @Test
    void takesNoCodeOlderThanTheLast() {
        enable();
        test.home.clock.advance(STEP.multipliedBy(3));
        assertThat(verify(phone.code(now()))).isInstanceOf(Verdict.Accepted.class);
        assertThat(verify(phone.code(now() - 1))).isInstanceOf(Verdict.WrongCode.class);
    }

    @Test
    void takesCodesOfTheStepBeforeAndAfterAndNoOthers() {
        enable();
        test.home.clock.advance(STEP.multipliedBy(10));
        assertThat(verify(phone.code(now() - 2))).isInstanceOf(Verdict.WrongCode.class);
        assertThat(verify(phone.code(now() + 2))).isInstanceOf(Verdict.WrongCode.class);
        assertThat(verify(phone.code(now() - 1))).isInstanceOf(Verdict.Accepted.class);
        assertThat(verify(phone.code(now() + 1))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void knowsOnlyTheDevicesOfTheUser() {
        enable();
        test.home.clock.advance(STEP);
        assertThat(devices.verify(serial, bob, phone.code(now()))).isInstanceOf(Verdict.NoSuchDevice.class);
        assertThat(devices.verify(serial + "x", alice, phone.code(now()))).isInstanceOf(Verdict.NoSuchDevice.class);
        assertThat(verify(phone.code(now()))).as("nobody else used it up").isInstanceOf(Verdict.Accepted.class);
    }

    private String wrong() {
        String code = "000000";
        boolean right = code.equals(phone.code(now() - 1))
                || code.equals(phone.code(now()))
                || code.equals(phone.code(now() + 1));
        return right ? "000001" : code;
    }

    @Test
    void looksAtNoCodeForAGrowingTimeAfterWrongOnes() {
        enable();
        test.home.clock.advance(STEP);
        for (int i = 0; i < 5; i++) {
            assertThat(verify(wrong())).isInstanceOf(Verdict.WrongCode.class);
        }
        Instant until = test.home.clock.instant().plusSeconds(30);
        assertThat(verify(phone.code(now()))).isEqualTo(new Verdict.Locked(until));
        assertThat(test.again().mfaDevices().verify(serial, alice, phone.code(now())))
                .as("after a restart")
                .isEqualTo(new Verdict.Locked(until));
        test.home.clock.advance(STEP);
        assertThat(verify(wrong())).isInstanceOf(Verdict.WrongCode.class);
        assertThat(verify(phone.code(now())))
                .isEqualTo(new Verdict.Locked(test.home.clock.instant().plusSeconds(60)));
        test.home.clock.advance(STEP.multipliedBy(2));
        assertThat(verify(phone.code(now()))).isInstanceOf(Verdict.Accepted.class);
        test.home.clock.advance(STEP);
        assertThat(verify(wrong())).isInstanceOf(Verdict.WrongCode.class);
        assertThat(verify(phone.code(now()))).as("forgiven").isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void locksNeverLongerThanAnHour() {
        assertThat(MfaDevices.lock(4)).isZero();
        assertThat(MfaDevices.lock(5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(MfaDevices.lock(8)).isEqualTo(Duration.ofMinutes(4));
        assertThat(MfaDevices.lock(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void learnsHowFarAClockIsOff() {
        enable();
        test.home.clock.advance(Duration.ofHours(2));
        long theirs = now() + 50;
        assertThat(verify(phone.code(theirs))).isInstanceOf(Verdict.WrongCode.class);
        devices.resync(alice, serial, phone.code(theirs - 1), phone.code(theirs));
        test.home.clock.advance(STEP);
        assertThat(verify(phone.code(now()))).isInstanceOf(Verdict.WrongCode.class);
        assertThat(verify(phone.code(theirs + 1))).isInstanceOf(Verdict.Accepted.class);
        assertRefused(
                new IamProblem.WrongCode(),
                () -> devices.resync(alice, serial, phone.code(theirs), phone.code(theirs + 1)));
        assertRefused(
                new IamProblem.Missing(Entity.MFA_DEVICE, serial),
                () -> devices.resync(bob, serial, phone.code(theirs + 1), phone.code(theirs + 2)));
    }

    @Test
    void canBeTakenAwayAndGivenToAnother() {
        enable();
        assertRefused(new IamProblem.InUse(Dependent.OWNER_OF_DEVICE), () -> devices.delete(serial));
        devices.deactivate(alice, serial);
        assertThat(verify(phone.code(now() + 1))).isInstanceOf(Verdict.NoSuchDevice.class);
        assertRefused(
                new IamProblem.WrongCode(),
                () -> devices.enable(bob, serial, phone.code(now() - 1), phone.code(now())));
        test.home.clock.advance(STEP.multipliedBy(2));
        devices.enable(bob, serial, phone.code(now() - 1), phone.code(now()));
        devices.deactivate(bob, serial);
        devices.delete(serial);
        assertThat(devices.find(serial)).isEqualTo(Optional.empty());
    }

    @Test
    void givesNobodyMoreThanEight() {
        for (int i = 0; i < 8; i++) {
            MfaDevices.NewDevice another = devices.create("d" + i, "/", Map.of());
            Totp codes = new Totp(another.seed().value());
            devices.enable(alice, another.device().serial(), codes.code(now() - 1), codes.code(now()));
        }
        assertRefused(new IamProblem.QuotaExceeded(Quota.MFA_DEVICES_OF_USER), this::enable);
    }
}

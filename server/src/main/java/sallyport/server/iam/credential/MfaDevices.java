// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import sallyport.server.iam.Dependent;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.IamState;
import sallyport.server.iam.Quota;
import sallyport.server.iam.TagRules;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.keys.MasterKey;
import sallyport.server.keys.Secret;
import sallyport.server.store.Tables;
import sallyport.server.store.TagTable;
import sallyport.server.store.iam.MfaDeviceTable.Row;

/**
 * Virtual MFA devices. Thread-safe; every change is durable when its method returns, so a code that was accepted is not accepted again by any
 * later process either.
 */
public final class MfaDevices {
    /** Steps a code may come early or late. */
    private static final int TOLERANCE = 1;

    /** Steps that a pair of codes may be away from our time: two right codes in a row are no coincidence. Five minutes, and an hour. */
    private static final int ENABLE_WINDOW = 10;

    private static final int RESYNC_WINDOW = 120;

    /** So many wrong codes are forgiven; from then on each one doubles the time in which none is looked at. */
    private static final int FREE_FAILURES = 5;

    private static final Duration FIRST_LOCK = Duration.ofSeconds(30);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);

    private final IamState state;
    private final Users users;
    private final MasterKey masterKey;
    private final SecureRandom random;
    private final InstantSource clock;

    public MfaDevices(IamState state, Users users, MasterKey masterKey, SecureRandom random, InstantSource clock) {
        this.state = state;
        this.users = users;
        this.masterKey = masterKey;
        this.random = random;
        this.clock = clock;
    }

    /** A device as it is handed out: the only moment at which its seed, base32 of 40 bytes, is in the clear. */
    public record NewDevice(MfaDevice device, Secret seed) {}

    /** What a code is worth. */
    public sealed interface Verdict {
        /** It is right, and was used up by asking. */
        record Accepted() implements Verdict {}

        /** It is wrong, too old, or was used before. */
        record WrongCode() implements Verdict {}

        /** Too many codes were wrong: this one was not looked at, and none will be before that moment. */
        record Locked(Instant until) implements Verdict {}

        /** The user has no such device. */
        record NoSuchDevice() implements Verdict {}
    }

    /**
     * Whether a user holds this device right now. A code is good in its step of 30 seconds, the one before and the one after, and only
     * once: neither it nor an older one is accepted again.
     *
     * @param serial the device's ARN
     */
    public Verdict verify(String serial, User user, String code) {
        return state.note(tables -> {
            Optional<Row> found =
                    tables.mfaDevices().find(serial).filter(row -> user.userId().equals(row.userId()));
            if (found.isEmpty()) {
                return new Verdict.NoSuchDevice();
            }
            Row row = found.get();
            return attempt(tables, row, false, matcher -> matcher.single(code, now() + row.drift()));
        });
    }

    /** Throws {@link IamException} if there is one of that path and name, or too many. */
    public NewDevice create(String name, String path, Map<String, String> tags) {
        byte[] bytes = new byte[Totp.SEED_BYTES];
        random.nextBytes(bytes);
        Secret seed = new Secret(Totp.encode(bytes));
        String serial = state.home().globalArn("iam", "mfa" + path + name).toString();
        return state.change(tables -> {
            if (tables.mfaDevices().find(serial).isPresent()) {
                throw new IamException(new IamProblem.Exists(Entity.MFA_DEVICE, serial));
            }
            Quota.MFA_DEVICES.admitOneMore(tables.mfaDevices().list().size());
            Row row = new Row(serial, null, masterKey.wrap(seed, serial), clock.millis(), null, 0, 0, 0, 0);
            tables.mfaDevices().insert(row);
            TagRules.put(tables.tags(), TagTable.Kind.MFA_DEVICE, serial, tags);
            return new NewDevice(device(tables, row), seed);
        });
    }

    /**
     * Makes a device a user's, who shows with two codes in a row that it is in their hands.
     *
     * @throws IamException if it is somebody's already, does not exist, the user has eight, or the codes are not two in a row of about now
     */
    public void enable(User user, String serial, String code1, String code2) {
        state.run(tables -> {
            Row row = row(tables, serial);
            String userId = Users.row(tables, user).userId();
            if (row.userId() != null) {
                throw new IamException(new IamProblem.Exists(Entity.MFA_DEVICE, serial));
            }
            Quota.MFA_DEVICES_OF_USER.admitOneMore(
                    tables.mfaDevices().ofUser(userId).size());
            long step = new Matcher(totp(row), row.lastStep() + 1)
                    .pair(code1, code2, now(), ENABLE_WINDOW)
                    .orElseThrow(() -> new IamException(new IamProblem.WrongCode()));
            tables.mfaDevices()
                    .update(new Row(
                            serial, userId, row.wrappedSeed(), row.created(), clock.millis(), step, drift(step), 0, 0));
        });
    }

    /**
     * Finds out by two codes in a row how far a device's clock is off, up to an hour.
     *
     * @throws IamException if it is none of the user's, or the codes are wrong, were used, or come too soon after too many wrong ones
     */
    public void resync(User user, String serial, String code1, String code2) {
        Verdict verdict = state.note(tables -> {
            Row row = owned(tables, user, serial);
            return attempt(tables, row, true, matcher -> matcher.pair(code1, code2, now(), RESYNC_WINDOW));
        });
        if (!(verdict instanceof Verdict.Accepted)) {
            throw new IamException(new IamProblem.WrongCode());
        }
    }

    /** Takes a device away from a user; it goes on to exist. Throws {@link IamException} if it is none of theirs. */
    public void deactivate(User user, String serial) {
        state.run(tables -> {
            Row row = owned(tables, user, serial);
            tables.mfaDevices()
                    .update(new Row(serial, null, row.wrappedSeed(), row.created(), null, row.lastStep(), 0, 0, 0));
        });
    }

    /** Throws {@link IamException} if it is somebody's, or gone. */
    public void delete(String serial) {
        state.run(tables -> {
            Dependent.OWNER_OF_DEVICE.mustBeAbsent(row(tables, serial).userId() != null);
            tables.tags().deleteAll(TagTable.Kind.MFA_DEVICE, serial);
            tables.mfaDevices().delete(serial);
        });
    }

    public Optional<MfaDevice> find(String serial) {
        return state.read(tables -> tables.mfaDevices().find(serial).map(row -> device(tables, row)));
    }

    /** In the order of their serial numbers. */
    public List<MfaDevice> list() {
        return state.read(tables -> tables.mfaDevices().list().stream()
                .map(row -> device(tables, row))
                .toList());
    }

    /** Those of a user, in the order of their serial numbers. */
    public List<MfaDevice> of(User user) {
        return state.read(tables -> tables.mfaDevices().ofUser(user.userId()).stream()
                .map(row -> device(tables, row))
                .toList());
    }

    public void tag(String serial, Map<String, String> tags) {
        state.run(tables -> {
            row(tables, serial);
            TagRules.put(tables.tags(), TagTable.Kind.MFA_DEVICE, serial, tags);
        });
    }

    public void untag(String serial, Collection<String> keys) {
        state.run(tables -> {
            row(tables, serial);
            TagRules.remove(tables.tags(), TagTable.Kind.MFA_DEVICE, serial, keys);
        });
    }

    /** How the step that one or two codes are of is found; empty if they are of none that counts. */
    private interface Search {
        OptionalLong in(Matcher matcher);
    }

    /** SECURITY: right or wrong, an attempt leaves its mark in the row before anybody hears of it. {@code resync}: learn the drift anew. */
    private Verdict attempt(Tables tables, Row row, boolean resync, Search search) {
        if (clock.millis() < row.lockedUntil()) {
            return new Verdict.Locked(Instant.ofEpochMilli(row.lockedUntil()));
        }
        OptionalLong step = search.in(new Matcher(totp(row), row.lastStep() + 1));
        if (step.isPresent()) {
            int drift = resync ? drift(step.getAsLong()) : row.drift();
            tables.mfaDevices().update(synced(row, step.getAsLong(), drift));
            return new Verdict.Accepted();
        }
        int failures = row.failures() + 1;
        tables.mfaDevices()
                .update(new Row(
                        row.serial(),
                        row.userId(),
                        row.wrappedSeed(),
                        row.created(),
                        row.enabled(),
                        row.lastStep(),
                        row.drift(),
                        failures,
                        clock.millis() + lock(failures).toMillis()));
        return new Verdict.WrongCode();
    }

    /** How long no code is looked at after so many wrong ones. */
    static Duration lock(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration lock = FIRST_LOCK.multipliedBy(1L << Math.min(failures - FREE_FAILURES, 10));
        return lock.compareTo(LONGEST_LOCK) < 0 ? lock : LONGEST_LOCK;
    }

    private static Row synced(Row row, long lastStep, int drift) {
        return new Row(
                row.serial(), row.userId(), row.wrappedSeed(), row.created(), row.enabled(), lastStep, drift, 0, 0);
    }

    /** What a step that was just typed in says about the device's clock; a step more or less is the time it takes to type. */
    private int drift(long step) {
        int drift = Math.toIntExact(step - now());
        return Math.abs(drift) <= TOLERANCE ? 0 : drift;
    }

    private long now() {
        return Totp.stepAt(clock.instant());
    }

    private Totp totp(Row row) {
        return new Totp(masterKey.unwrap(row.wrappedSeed(), row.serial()).value());
    }

    private static Row row(Tables tables, String serial) {
        return tables.mfaDevices()
                .find(serial)
                .orElseThrow(() -> new IamException(new IamProblem.Missing(Entity.MFA_DEVICE, serial)));
    }

    private static Row owned(Tables tables, User user, String serial) {
        Predicate<Row> theirs = row -> user.userId().equals(row.userId());
        return tables.mfaDevices()
                .find(serial)
                .filter(theirs)
                .orElseThrow(() -> new IamException(new IamProblem.Missing(Entity.MFA_DEVICE, serial)));
    }

    private MfaDevice device(Tables tables, Row row) {
        Optional<User> owner = Optional.ofNullable(row.userId())
                .flatMap(id -> tables.users().findById(id))
                .map(user -> users.user(tables, user));
        return new MfaDevice(
                row.serial(),
                owner,
                Instant.ofEpochMilli(row.created()),
                Optional.ofNullable(row.enabled()).map(Instant::ofEpochMilli),
                tables.tags().of(TagTable.Kind.MFA_DEVICE, row.serial()));
    }

    /** Looks for the step a code is of, among those from {@code first} on. Every candidate is computed and compared, whichever it is. */
    private record Matcher(Totp totp, long first) {

        OptionalLong single(String code, long expected) {
            OptionalLong found = OptionalLong.empty();
            for (long step = expected - TOLERANCE; step <= expected + TOLERANCE; step++) {
                if (totp.matches(code, step) && step >= first) {
                    found = OptionalLong.of(step);
                }
            }
            return found;
        }

        /** The step of the second of two codes in a row. */
        OptionalLong pair(String code1, String code2, long expected, int window) {
            OptionalLong found = OptionalLong.empty();
            for (long step = expected - window; step <= expected + window; step++) {
                boolean before = totp.matches(code1, step - 1);
                boolean now = totp.matches(code2, step);
                if (before && now && step - 1 >= first) {
                    found = OptionalLong.of(step);
                }
            }
            return found;
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sallyport.server.iam.AccountSettings;
import sallyport.server.iam.IamException;
import sallyport.server.iam.IamProblem;
import sallyport.server.iam.IamProblem.Entity;
import sallyport.server.iam.IamState;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.keys.Secret;
import sallyport.server.store.Tables;
import sallyport.server.store.iam.LoginProfileTable.Row;

/**
 * What users sign in to a console with. Thread-safe; every change is durable when its method returns.
 *
 * <p>Passwords are hashed outside of the store's transactions, as that takes its time on purpose.
 */
public final class Logins {
    /** As many former passwords as any policy can ask for. */
    private static final int MOST_REMEMBERED = 24;

    private final IamState state;
    private final AccountSettings account;
    private final PasswordHashes hashes;
    private final InstantSource clock;

    public Logins(IamState state, AccountSettings account, SecureRandom random, InstantSource clock) {
        this.state = state;
        this.account = account;
        this.hashes = new PasswordHashes(random);
        this.clock = clock;
    }

    /** A user's login profile; never with the password. */
    public record Profile(Instant created, boolean resetRequired) {}

    public Optional<Profile> find(User user) {
        return state.read(tables -> tables.loginProfiles().find(user.userId())).map(Logins::profile);
    }

    /** Throws {@link IamException} if the user has one or is gone, or the password policy does not want the password. */
    public Profile create(User user, Secret password, boolean resetRequired) {
        admit(user, password, Optional.empty(), List.of());
        String hash = hashes.hash(password);
        return state.change(tables -> {
            String id = Users.row(tables, user).userId();
            if (tables.loginProfiles().find(id).isPresent()) {
                throw new IamException(new IamProblem.Exists(Entity.LOGIN_PROFILE, user.name()));
            }
            Row row = new Row(id, hash, resetRequired, clock.millis(), clock.millis(), null);
            tables.loginProfiles().insert(row);
            return profile(row);
        });
    }

    /** Sets what is given. Throws {@link IamException} if the user has none, or the password policy does not want the password. */
    public void update(User user, Optional<Secret> password, Optional<Boolean> resetRequired) {
        Row before = row(user);
        password.ifPresent(wanted -> admit(user, wanted, Optional.of(before.passwordHash()), former(user)));
        set(user, password.map(hashes::hash).orElse(null), resetRequired.orElse(before.resetRequired()));
    }

    /** A user changes their own password. Throws {@link IamException} if they do not know the old one, or the policy does not want the new one. */
    public void change(User user, Secret oldPassword, Secret newPassword) {
        Row before = row(user);
        if (!hashes.matches(oldPassword, before.passwordHash())) {
            throw new IamException(new IamProblem.WrongPassword());
        }
        admit(user, newPassword, Optional.of(before.passwordHash()), former(user));
        set(user, hashes.hash(newPassword), false);
    }

    /** Throws {@link IamException} if the user has none. */
    public void delete(User user) {
        state.run(tables -> {
            if (!tables.loginProfiles().delete(user.userId())) {
                throw missing(user);
            }
        });
    }

    private void set(User user, @Nullable String hash, boolean resetRequired) {
        state.run(tables -> {
            Row before = row(tables, user);
            if (hash != null) {
                tables.loginProfiles().remember(user.userId(), before.passwordHash(), clock.millis(), MOST_REMEMBERED);
            }
            tables.loginProfiles()
                    .update(new Row(
                            user.userId(),
                            hash == null ? before.passwordHash() : hash,
                            resetRequired,
                            before.created(),
                            hash == null ? before.changed() : clock.millis(),
                            before.lastUsed()));
        });
    }

    private void admit(User user, Secret password, Optional<String> current, List<String> former) {
        Optional<PasswordPolicy> policy = account.passwordPolicy();
        Optional<PasswordRule> broken = policy.isPresent()
                ? policy.get().broken(password.value())
                : PasswordPolicy.brokenByDefault(
                        password.value(), user.name(), state.home().account().digits());
        int reusePrevention = policy.map(PasswordPolicy::reusePrevention).orElse(0);
        boolean reused = Stream.concat(current.stream(), former.stream())
                .limit(reusePrevention)
                .anyMatch(hash -> hashes.matches(password, hash));
        if (reused) {
            broken = Optional.of(new PasswordRule.NotUsedBefore(reusePrevention));
        }
        broken.ifPresent(rule -> {
            throw new IamException(new IamProblem.PasswordRefused(rule));
        });
    }

    private List<String> former(User user) {
        return state.read(tables -> tables.loginProfiles().oldPasswords(user.userId()));
    }

    private Row row(User user) {
        return state.read(tables -> row(tables, user));
    }

    private static Row row(Tables tables, User user) {
        return tables.loginProfiles().find(user.userId()).orElseThrow(() -> missing(user));
    }

    private static IamException missing(User user) {
        return new IamException(new IamProblem.Missing(Entity.LOGIN_PROFILE, user.name()));
    }

    private static Profile profile(Row row) {
        return new Profile(Instant.ofEpochMilli(row.created()), row.resetRequired());
    }
}

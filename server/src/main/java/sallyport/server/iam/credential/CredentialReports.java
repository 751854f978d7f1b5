// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.server.iam.AccountSettings;
import sallyport.server.iam.IamState;
import sallyport.server.iam.User;
import sallyport.server.iam.Users;
import sallyport.server.store.Tables;
import sallyport.server.store.iam.LoginProfileTable;

/**
 * The list of all users and the state of their credentials, as a table in CSV. Thread-safe.
 *
 * <p>A report is kept in memory, and as AWS does it is not made anew within four hours. There is no line for the account's root, which cannot
 * sign in here.
 */
public final class CredentialReports {
    private static final Duration FRESH = Duration.ofHours(4);

    private static final String HEADER = "user,arn,user_creation_time,password_enabled,password_last_used,"
            + "password_last_changed,password_next_rotation,mfa_active,"
            + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
            + "access_key_1_last_used_region,access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
            + "access_key_2_last_used_region,access_key_2_last_used_service,"
            + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    private static final String NONE = "N/A";

    private final IamState state;
    private final Users users;
    private final UserKeys keys;
    private final InstantSource clock;

    /** Guarded by this object. */
    private @Nullable Report latest;

    public CredentialReports(IamState state, Users users, UserKeys keys, InstantSource clock) {
        this.state = state;
        this.users = users;
        this.keys = keys;
        this.clock = clock;
    }

    /** A finished report. */
    public record Report(String csv, Instant made) {}

    /** Makes a report unless there is a fresh one; true if it was made. */
    public synchronized boolean generate() {
        if (latest != null && clock.instant().isBefore(latest.made().plus(FRESH))) {
            return false;
        }
        latest = new Report(csv(), clock.instant());
        return true;
    }

    /** Empty if none was made since the server started. */
    public synchronized Optional<Report> latest() {
        return Optional.ofNullable(latest);
    }

    private String csv() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (User user : users.list("/")) {
            csv.append('\n').append(String.join(",", line(user)));
        }
        return csv.toString();
    }

    private List<String> line(User user) {
        List<String> line =
                new ArrayList<>(List.of(quoted(user.name()), quoted(user.arn().toString()), time(user.created())));
        state.<Boolean>read(tables -> {
            addPassword(line, tables, user);
            line.add(Boolean.toString(!tables.mfaDevices().ofUser(user.userId()).isEmpty()));
            return true;
        });
        List<UserKeys.Key> own = keys.of(user);
        addKey(line, own.isEmpty() ? Optional.empty() : Optional.of(own.getFirst()));
        addKey(line, own.size() < 2 ? Optional.empty() : Optional.of(own.get(1)));
        line.addAll(List.of("false", NONE, "false", NONE));
        return line;
    }

    private void addPassword(List<String> line, Tables tables, User user) {
        Optional<LoginProfileTable.Row> login = tables.loginProfiles().find(user.userId());
        line.add(Boolean.toString(login.isPresent()));
        if (login.isEmpty()) {
            line.addAll(List.of(NONE, NONE, NONE));
            return;
        }
        Instant changed = Instant.ofEpochMilli(login.get().changed());
        int maxAge = AccountSettings.passwordPolicy(tables)
                .map(PasswordPolicy::maxAgeDays)
                .orElse(0);
        line.add(user.passwordLastUsed().map(CredentialReports::time).orElse("no_information"));
        line.add(time(changed));
        line.add(maxAge == 0 ? NONE : time(changed.plus(maxAge, ChronoUnit.DAYS)));
    }

    private static void addKey(List<String> line, Optional<UserKeys.Key> key) {
        Optional<UserKeys.Use> use = key.flatMap(UserKeys.Key::lastUse);
        line.add(Boolean.toString(key.map(UserKeys.Key::active).orElse(false)));
        line.add(key.map(UserKeys.Key::created).map(CredentialReports::time).orElse(NONE));
        line.add(use.map(UserKeys.Use::at).map(CredentialReports::time).orElse(NONE));
        line.add(use.map(UserKeys.Use::region).orElse(NONE));
        line.add(use.map(UserKeys.Use::service).orElse(NONE));
    }

    /** A name may contain a comma. */
    private static String quoted(String text) {
        return text.indexOf(',') < 0 ? text : '"' + text + '"';
    }

    private static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00");
    }
}

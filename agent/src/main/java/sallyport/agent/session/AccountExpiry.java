// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether an administrator has ended an account ({@code usermod --expiredate}), which login programs and cron respect. A locked
 * password is no such word: accounts that nobody shall reach with a password have one, {@code ssm-user} among them.
 */
final class AccountExpiry {
    private static final Path SHADOW = Path.of("/etc/shadow");

    /** Field of shadow(5): days since 1970, empty for never. */
    private static final int EXPIRES = 7;

    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private AccountExpiry() {}

    /** False too for an account of a directory such as LDAP, which hides those it has ended. Only root can ask. */
    static boolean isPast(String account, Instant now) throws IOException {
        try (var lines = Files.lines(SHADOW, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(account + ":")).anyMatch(line -> isPastLine(line, now));
        } catch (NoSuchFileException e) {
            return false; // a machine without local passwords
        }
    }

    static boolean isPastLine(String line, Instant now) {
        var fields = line.split(":", -1);
        if (fields.length <= EXPIRES || fields[EXPIRES].isEmpty()) {
            return false;
        }
        try {
            return Long.parseLong(fields[EXPIRES]) <= now.getEpochSecond() / DAY_SECONDS;
        } catch (NumberFormatException e) {
            return true; // SECURITY: what was meant to end an account does not open it by being misspelt
        }
    }
}

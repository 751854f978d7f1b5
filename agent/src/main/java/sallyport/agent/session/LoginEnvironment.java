// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sallyport.agent.pty.Account;

/**
 * The variables a login gives a user: who and where he is, plus what the machine's administrator set for everyone. Nothing of
 * the agent's own environment, which may hold proxies, paths and secrets of the agent, reaches a session.
 */
final class LoginEnvironment {
    /** Where Debian and Red Hat keep variables for all logins, later ones winning. */
    private static final List<Path> SYSTEM_FILES =
            List.of(Path.of("/etc/locale.conf"), Path.of("/etc/default/locale"), Path.of("/etc/environment"));

    private static final String ROOT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String USER_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games";

    private LoginEnvironment() {}

    static Map<String, String> of(Account account) {
        var environment = new HashMap<String, String>();
        environment.put("PATH", account.uid() == Account.ROOT ? ROOT_PATH : USER_PATH);
        environment.put("LANG", "C.UTF-8");
        for (var file : SYSTEM_FILES) {
            environment.putAll(readFile(file));
        }
        environment.put("HOME", account.home());
        environment.put("USER", account.name());
        environment.put("LOGNAME", account.name());
        environment.put("SHELL", account.shell());
        environment.put("TERM", "xterm-256color");
        return environment;
    }

    private static Map<String, String> readFile(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            return Map.of(); // a machine without the file, or one whose file is not text, has no variables there
        }
    }

    /** {@code NAME=value} lines as pam_env(8) reads them: optional {@code export}, optional quotes, {@code #} comments. */
    static Map<String, String> parse(List<String> lines) {
        var variables = new HashMap<String, String>();
        for (var raw : lines) {
            var line = raw.strip();
            line = line.startsWith("export ")
                    ? line.substring("export ".length()).strip()
                    : line;
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
            }
        }
        return variables;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.pty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run: what, as whom, with which environment. It starts in the directory that {@code HOME} names, or in
 * {@code /} where that cannot be entered, as a login does.
 *
 * @param arguments the program (looked up in the environment's {@code PATH} unless it has a slash) and its arguments
 * @param environment all variables it sees
 * @param user whom to become, which only root can; empty to stay who we are
 */
public record Command(List<String> arguments, Map<String, String> environment, Optional<Account> user) {
    /**
     * Enters the home directory as the user (root may be kept out of it, by NFS say), then becomes the program.
     */
    private static final String ENTER_HOME = "cd -- \"${HOME:-/}\" 2>/dev/null || cd /; exec \"$0\" \"$@\"";

    /** What a login has almost everywhere (login.defs); the agent's own mask may be that of a service, made for secrets. */
    private static final String LOGIN_MASK = "umask 022; ";

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** The arguments of the process that is spawned, its absolute path first. */
    List<String> spawned() {
        var all = new ArrayList<String>();
        user.ifPresent(account -> all.addAll(List.of(
                "/usr/bin/setpriv",
                "--reuid=" + account.uid(),
                "--regid=" + account.gid(),
                "--init-groups",
                "--inh-caps=-all",
                "--")));
        all.addAll(List.of("/bin/sh", "-c", user.isPresent() ? LOGIN_MASK + ENTER_HOME : ENTER_HOME));
        all.addAll(arguments);
        return all;
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sallyport.agent.pty.Account;
import sallyport.agent.pty.Accounts;
import sallyport.wire.message.SessionTask;

/**
 * Decides as whom a session runs, and makes the account AWS's users expect where it is missing. Safe for any thread.
 *
 * <ul>
 *   <li>An agent that is not root runs everything as itself and refuses a document that names somebody else.
 *   <li>{@code runAsElevated} in the document: root.
 *   <li>{@code runAsEnabled}: the account of the principal's tag, else the document's default. It must exist and is never
 *       root, as with AWS.
 *   <li>Otherwise the agent's own setting, {@code ssm-user} unless changed.
 * </ul>
 */
final class SessionAccounts {
    private static final Path SUDO_RULES = Path.of("/etc/sudoers.d");
    private static final long USERADD_SECONDS = 30;

    private final ShellUser shellUser;

    SessionAccounts(ShellUser shellUser) {
        this.shellUser = shellUser;
    }

    /**
     * As whom to run.
     *
     * @param account whose login it is
     * @param become the same account where the agent has to become it first, else empty
     */
    record RunAs(Account account, Optional<Account> become) {
        private static RunAs self(Account self) {
            return new RunAs(self, Optional.empty());
        }

        private static RunAs other(Account account) {
            return new RunAs(account, Optional.of(account));
        }
    }

    RunAs forTask(SessionTask task, boolean elevated) throws IOException, RefusedSessionException {
        var self = Accounts.current();
        boolean isRoot = self.uid() == Account.ROOT;
        if (elevated && isRoot) {
            return RunAs.self(self);
        }
        var inputs = task.documentContent().inputs();
        if (inputs.runAsEnabled() && !elevated) {
            return runAs(self, task.runAsUser().isEmpty() ? inputs.runAsDefaultUser() : task.runAsUser());
        }
        if (!isRoot || shellUser.isSelf()) {
            return RunAs.self(self);
        }
        return RunAs.other(shellUser.name().equals(ShellUser.SSM_USER) ? ssmUser() : existing(shellUser.name()));
    }

    private static RunAs runAs(Account self, String name) throws IOException, RefusedSessionException {
        if (name.isEmpty()) {
            throw new RefusedSessionException("sessions with Run As need an account: tag the user or role with"
                    + " SSMSessionRunAs, or set a default in the session preferences");
        }
        var account = existing(name);
        if (account.uid() == Account.ROOT || account.gid() == Account.ROOT) {
            throw new RefusedSessionException("Run As refuses \"" + name + "\", which has the rights of root");
        }
        if (account.uid() == self.uid()) {
            return RunAs.self(self);
        }
        if (self.uid() != Account.ROOT) {
            throw new RefusedSessionException("the agent on this node runs as \"" + self.name()
                    + "\" and cannot start a session as \"" + name + "\"");
        }
        return RunAs.other(account);
    }

    private static Account existing(String name) throws IOException, RefusedSessionException {
        return Accounts.named(name)
                .orElseThrow(() -> new RefusedSessionException("there is no account \"" + name + "\" on this node"));
    }

    private synchronized Account ssmUser() throws IOException, RefusedSessionException {
        var present = Accounts.named(ShellUser.SSM_USER);
        if (present.isPresent()) {
            return present.get();
        }
        create();
        if (shellUser.sudo()) {
            allowSudo();
        }
        return existing(ShellUser.SSM_USER);
    }

    private static void create() throws IOException, RefusedSessionException {
        var shell = Files.isExecutable(Path.of("/bin/bash")) ? "/bin/bash" : "/bin/sh";
        var useradd = new ProcessBuilder("useradd", "--create-home", "--shell", shell, ShellUser.SSM_USER)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!useradd.waitFor(USERADD_SECONDS, TimeUnit.SECONDS) || useradd.exitValue() != 0) {
                throw new RefusedSessionException("the agent could not create the account \"" + ShellUser.SSM_USER
                        + "\" with useradd; create it, or name another one as shellUser in agent.json");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedSessionException("the agent is stopping");
        } finally {
            useradd.destroyForcibly();
        }
    }

    /** As AWS's agent, in a file of its name; made beside it and moved, since sudo refuses everything while a rule is broken. */
    private static void allowSudo() throws IOException {
        if (Files.isDirectory(SUDO_RULES)) {
            var fresh = SUDO_RULES.resolve(".ssm-agent-users.new"); // sudo skips names with a dot
            Files.writeString(fresh, ShellUser.SSM_USER + " ALL=(ALL) NOPASSWD:ALL\n");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("r--r-----"));
            Files.move(fresh, SUDO_RULES.resolve("ssm-agent-users"), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

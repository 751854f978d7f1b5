// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import sallyport.agent.pty.Account;
import sallyport.agent.pty.Accounts;
import sallyport.wire.message.SessionTask;

/**
 * Decides as whom a session runs. Safe for any thread.
 *
 * <ul>
 *   <li>An agent that is not root runs everything as itself and refuses a document that names somebody else.
 *   <li>{@code runAsElevated} in the document: root.
 *   <li>{@code runAsEnabled}: the account of the principal's tag, else the document's default. It must exist and is never
 *       root, as with AWS.
 *   <li>Otherwise the agent's own setting, {@code ssm-user} unless changed.
 *   <li>An account that has expired gets no session.
 * </ul>
 */
final class SessionAccounts {
    private final ShellUser shellUser;
    private final CreatedAccount created;
    private final InstantSource clock;

    /** @param created stands for {@code ssm-user} */
    SessionAccounts(ShellUser shellUser, CreatedAccount created, InstantSource clock) {
        this.shellUser = shellUser;
        this.created = created;
        this.clock = clock;
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
        boolean isCreated = shellUser.name().equals(ShellUser.SSM_USER);
        return other(isCreated ? created.get(shellUser.sudo()) : existing(shellUser.name()));
    }

    private RunAs runAs(Account self, String name) throws IOException, RefusedSessionException {
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
        return other(account);
    }

    private RunAs other(Account account) throws IOException, RefusedSessionException {
        if (AccountExpiry.isPast(account.name(), clock.instant())) {
            throw new RefusedSessionException("the account \"" + account.name() + "\" on this node has expired");
        }
        return RunAs.other(account);
    }

    private static Account existing(String name) throws IOException, RefusedSessionException {
        return Accounts.named(name)
                .orElseThrow(() -> new RefusedSessionException("there is no account \"" + name + "\" on this node"));
    }
}

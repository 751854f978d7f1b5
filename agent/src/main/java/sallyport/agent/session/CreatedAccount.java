// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sallyport.agent.pty.Account;
import sallyport.agent.pty.Accounts;

/**
 * The account that a root agent makes for its sessions where it is missing. An account that is there is taken as it is. Safe for
 * any thread; sessions that need it at once wait for the one that makes it.
 */
final class CreatedAccount {
    /** Looked for here and not on {@code PATH}, which a service need not have and a user could have written. */
    private static final List<Path> USERADD = List.of(Path.of("/usr/sbin/useradd"), Path.of("/sbin/useradd"));

    private static final Path SUDO_RULES = Path.of("/etc/sudoers.d");
    private static final long USERADD_SECONDS = 30;

    private final String name;
    private final List<Path> useradd;
    private final Path sudoRules;

    private CreatedAccount(String name, List<Path> useradd, Path sudoRules) {
        this.name = name;
        this.useradd = useradd;
        this.sudoRules = sudoRules;
    }

    /** The account that AWS's users expect. */
    static CreatedAccount ssmUser() {
        return new CreatedAccount(ShellUser.SSM_USER, USERADD, SUDO_RULES);
    }

    /**
     * Another one.
     *
     * @param useradd where to look for the program, first match wins
     * @param sudoRules a directory of sudo's rules, which need not exist
     */
    static CreatedAccount of(String name, List<Path> useradd, Path sudoRules) {
        return new CreatedAccount(name, List.copyOf(useradd), sudoRules);
    }

    /**
     * The account, made now if there is none.
     *
     * @param sudo whether a new one may become root with sudo
     */
    synchronized Account get(boolean sudo) throws IOException, RefusedSessionException {
        var present = Accounts.named(name);
        if (present.isPresent()) {
            return present.get();
        }
        create();
        if (sudo) {
            allowSudo();
        }
        return Accounts.named(name).orElseThrow(() -> refused("useradd made it and nobody finds it"));
    }

    private void create() throws IOException, RefusedSessionException {
        var program = useradd.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> refused("this machine has no useradd"));
        var shell = Files.isExecutable(Path.of("/bin/bash")) ? "/bin/bash" : "/bin/sh";
        // --user-group: the group users of some systems would see into each other's files
        var running = new ProcessBuilder(program.toString(), "--create-home", "--user-group", "--shell", shell, name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!running.waitFor(USERADD_SECONDS, TimeUnit.SECONDS)) {
                throw refused("useradd took longer than " + USERADD_SECONDS + " s");
            }
            if (running.exitValue() != 0 && Accounts.named(name).isEmpty()) { // else somebody else made it meanwhile
                throw refused("useradd ended with code " + running.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedSessionException("the agent is stopping");
        } finally {
            running.destroyForcibly();
        }
    }

    private RefusedSessionException refused(String why) {
        return new RefusedSessionException("the agent could not create the account \"" + name + "\": " + why
                + "; create it on the node, or name another one as shellUser in agent.json");
    }

    /** As AWS's agent, in a file of its name; made beside it and moved, since sudo refuses everything while a rule is broken. */
    private void allowSudo() throws IOException {
        if (Files.isDirectory(sudoRules)) {
            var fresh = sudoRules.resolve(".ssm-agent-users.new"); // sudo skips names with a dot
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, name + " ALL=(ALL) NOPASSWD:ALL\n");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("r--r-----"));
            Files.move(fresh, sudoRules.resolve("ssm-agent-users"), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

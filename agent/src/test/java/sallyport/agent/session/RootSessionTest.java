// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.agent.Tasks;
import sallyport.agent.pty.Account;
import sallyport.agent.pty.Accounts;
import sallyport.agent.pty.PtyProcess;
import sallyport.testkit.LeakCheck;
import sallyport.wire.message.SessionDocument;
import sallyport.wire.message.SessionTask;

/**
 * What a root agent does on a real machine. Makes accounts whose names begin with {@code -Dtest.account} (default {@code
 * sptest}) and deletes them; runs as root only.
 */
@Timeout(60)
@ExtendWith(LeakCheck.class)
class RootSessionTest {
    private static final List<Path> USERADD = List.of(Path.of("/usr/sbin/useradd"));

    private final String name = System.getProperty("test.account", "sptest")
            + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private Path sudoRules;

    @BeforeEach
    void onlyAsRoot() throws IOException {
        assumeTrue(Accounts.current().uid() == Account.ROOT, "not root");
        assumeTrue(Files.isExecutable(USERADD.getFirst()), "no useradd");
    }

    @AfterEach
    void deleteAccount() throws Exception {
        if (Accounts.current().uid() == Account.ROOT && Accounts.named(name).isPresent()) {
            assertThat(system("/usr/sbin/userdel", "--remove", name)).isZero();
        }
    }

    @Test
    void makesTheAccountWithAHomeALoginShellAndNoRightsButItsOwn() throws Exception {
        var said = shell(accounts(false), Tasks.shell(), """
                echo "who=$(id -un):$(id -Gn) home=$HOME=$PWD shell=$SHELL=$0"
                echo "mask=$(umask) path=$PATH user=$USER=$LOGNAME"
                echo "caps=$(grep CapEff /proc/self/status | tr -d '[:space:]') tty=$(stat -c %U $(tty))"
                exit
                """);
        var account = Accounts.named(name).orElseThrow();
        assertThat(account.shell()).isIn("/bin/bash", "/bin/sh");
        assertThat(said)
                .contains("who=" + name + ":" + name + " home=/home/" + name + "=/home/" + name)
                .contains("shell=" + account.shell() + "=" + account.shell())
                .contains("mask=0022 path=/usr/local/bin:/usr/bin:/bin")
                .contains("user=" + name + "=" + name)
                .contains("caps=CapEff:0000000000000000 tty=" + name);
        assertThat(Files.getOwner(Path.of(account.home())).getName()).isEqualTo(name);
        assertThat(sudoRules).isEmptyDirectory();
    }

    @Test
    void writesARuleOfSudoOnlyWhereItIsWanted() throws Exception {
        shell(accounts(true), Tasks.interactive("true"), "");
        var rule = sudoRules.resolve("ssm-agent-users");
        assertThat(rule).hasContent(name + " ALL=(ALL) NOPASSWD:ALL\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rule)))
                .isEqualTo("r--r-----");
        assertThat(sudoRules).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void takesAnAccountThatIsThereAsItIs() throws Exception {
        useradd("--no-create-home", "--home-dir", "/nowhere", "--shell", "/bin/sh", "--groups", "daemon");
        assertThat(shell(accounts(true), Tasks.interactive("echo $(id -Gn) in $PWD of $HOME by $SHELL"), ""))
                .contains(name + " daemon in / of /nowhere by /bin/sh");
        assertThat(sudoRules).as("rules are for accounts of our own").isEmptyDirectory();
    }

    @Test
    void saysWhatToDoWhereThereIsNoUseradd() {
        var created = CreatedAccount.of(name, List.of(Path.of("/nowhere/useradd")), sudoRules);
        var accounts = new SessionAccounts(new ShellUser(ShellUser.SSM_USER, false), created, InstantSource.system());
        assertThatThrownBy(() -> SessionPlan.of(Tasks.shell(), accounts))
                .isInstanceOf(RefusedSessionException.class)
                .hasMessageContaining("this machine has no useradd; create it on the node");
    }

    @Test
    void saysHowUseraddFailed() {
        var created = CreatedAccount.of(name, List.of(Path.of("/bin/false")), sudoRules);
        var accounts = new SessionAccounts(new ShellUser(ShellUser.SSM_USER, false), created, InstantSource.system());
        assertThatThrownBy(() -> SessionPlan.of(Tasks.shell(), accounts))
                .isInstanceOf(RefusedSessionException.class)
                .hasMessageContaining("useradd ended with code 1");
    }

    @Test
    void runsAsTheAccountThatTheTaskNamesAndNeverAsRoot() throws Exception {
        useradd("--create-home", "--shell", "/bin/sh");
        assertThat(shell(accounts(false), runAs(name), "id -un; pwd; exit\n")).contains(name + "\r\n/home/" + name);
        assertThatThrownBy(() -> SessionPlan.of(runAs("root"), accounts(false)))
                .hasMessageContaining("which has the rights of root");
        assertThatThrownBy(() -> SessionPlan.of(runAs("no-such-one"), accounts(false)))
                .hasMessageContaining("there is no account \"no-such-one\"");
    }

    @Test
    void isElevatedOnlyWhereTheDocumentSaysSo() throws Exception {
        assertThat(shell(accounts(false), Tasks.interactive("id -u"), "")).doesNotStartWith("0\r");
        var elevated = Tasks.task("InteractiveCommands", new SessionDocument.Command("id -u", true, false, "", ""));
        assertThat(shell(accounts(false), elevated, "")).startsWith("0\r");
    }

    @Test
    void refusesAnAccountThatHasExpiredAndServesOneWithoutAPassword() throws Exception {
        useradd("--create-home", "--shell", "/bin/sh");
        assertThat(system("/usr/sbin/usermod", "--lock", name)).isZero();
        assertThat(shell(accounts(false), runAs(name), "id -un; exit\n")).contains(name);
        assertThat(system("/usr/sbin/usermod", "--expiredate", "1", name)).isZero();
        assertThatThrownBy(() -> SessionPlan.of(runAs(name), accounts(false)))
                .isInstanceOf(RefusedSessionException.class)
                .hasMessageContaining("the account \"" + name + "\" on this node has expired");
    }

    @Test
    void leavesNoProcessOfTheAccountBehind() throws Exception {
        shell(accounts(false), Tasks.shell(), "sleep 1000 & sleep 1000 &\nexit\n");
        assertThat(processesOf(Accounts.named(name).orElseThrow())).isEmpty();
    }

    private SessionAccounts accounts(boolean sudo) {
        return new SessionAccounts(
                new ShellUser(ShellUser.SSM_USER, sudo),
                CreatedAccount.of(name, USERADD, sudoRules),
                InstantSource.system());
    }

    private static SessionTask runAs(String account) {
        return Tasks.with("Standard_Stream", null, Tasks.inputs("", true, account, ""));
    }

    /** Runs the session's program on a terminal, types a text, and returns all it showed. */
    private static String shell(SessionAccounts accounts, SessionTask task, String typed) throws Exception {
        var shown = new StringBuilder();
        try (var pty = PtyProcess.start(SessionPlan.of(task, accounts).command(), 200, 24, "test")) {
            pty.write(typed.getBytes(UTF_8));
            var buffer = new byte[4096];
            for (int count = pty.read(buffer); count > 0; count = pty.read(buffer)) {
                shown.append(new String(buffer, 0, count, UTF_8));
            }
            pty.waitFor();
        }
        return shown.toString();
    }

    private void useradd(String... options) throws Exception {
        var line = new ArrayList<>(List.of("/usr/sbin/useradd"));
        line.addAll(List.of(options));
        line.add(name);
        assertThat(system(line.toArray(String[]::new))).isZero();
    }

    private static int system(String... line) throws Exception {
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }

    private static List<Path> processesOf(Account account) throws IOException {
        try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var found = new ArrayList<Path>();
            for (var process : all) {
                try {
                    var isZombie = Files.readString(process.resolve("stat")).contains(") Z "); // init's to bury
                    if (Files.getAttribute(process, "unix:uid").equals(account.uid()) && !isZombie) {
                        found.add(process);
                    }
                } catch (IOException e) {
                    // it ended since it was listed
                }
            }
            return found;
        }
    }
}

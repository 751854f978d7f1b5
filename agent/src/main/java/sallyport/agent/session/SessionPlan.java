// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sallyport.agent.pty.Account;
import sallyport.agent.pty.Command;
import sallyport.wire.message.SessionDocument;
import sallyport.wire.message.SessionTask;
import sallyport.wire.message.SessionType;

/** What a session will run, decided before anything is opened. */
sealed interface SessionPlan {
    /** What the client is told in the handshake. */
    SessionType type();

    Command command();

    /**
     * A program on a terminal.
     *
     * @param typedFirst text the terminal gets as if the user had typed it, or empty
     */
    record OnTerminal(SessionType type, Command command, String typedFirst) implements SessionPlan {}

    /** A program without a terminal. */
    record OnPipes(Command command, Separation separation) implements SessionPlan {
        @Override
        public SessionType type() {
            return SessionType.NON_INTERACTIVE_COMMANDS;
        }
    }

    /**
     * Whether standard error and the exit code travel apart from standard output.
     *
     * @param outputPrefix put before standard output at its start and after each piece that ended with a line, if separate
     * @param errorPrefix likewise for standard error
     */
    record Separation(boolean separate, String outputPrefix, String errorPrefix) {
        private static final int MAX_PREFIX_CHARS = 30;

        static Separation of(SessionDocument.Command command) throws RefusedSessionException {
            return new Separation(
                    command.separateOutputStream(),
                    checked(command.stdOutSeparatorPrefix()),
                    checked(command.stdErrSeparatorPrefix()));
        }

        /** {@code ^[0-9a-zA-Z\r\n_:-]{0,30}$}, as AWS's agent checks. */
        private static String checked(String prefix) throws RefusedSessionException {
            boolean valid = prefix.length() <= MAX_PREFIX_CHARS
                    && prefix.chars()
                            .allMatch(c -> (c >= '0' && c <= '9')
                                    || (c >= 'a' && c <= 'z')
                                    || (c >= 'A' && c <= 'Z')
                                    || "\r\n_:-".indexOf(c) >= 0);
            if (!valid) {
                throw new RefusedSessionException("the document's separator prefix \"" + prefix
                        + "\" has other characters than letters, digits, _ : - and line ends, or more than 30");
            }
            return prefix;
        }
    }

    /** The longest a session may go on without a connection when its document does not say: AWS's idle timeout. */
    Duration DEFAULT_RESUME_WINDOW = Duration.ofMinutes(20);

    /**
     * Makes the plan for a task.
     *
     * @throws RefusedSessionException when this agent cannot or must not run it
     */
    static SessionPlan of(SessionTask task, SessionAccounts accounts) throws IOException, RefusedSessionException {
        var document = task.documentContent();
        var type = SessionType.of(document.sessionType())
                .orElseThrow(() -> new RefusedSessionException(
                        "this agent knows no sessions of type \"" + document.sessionType() + "\""));
        if (type == SessionType.PORT) {
            throw new RefusedSessionException("this agent does not forward ports yet; use a shell or a command");
        }
        if (!document.inputs().kmsKeyId().isEmpty()) {
            throw new RefusedSessionException("this agent does not encrypt sessions with KMS yet;"
                    + " remove kmsKeyId from the session preferences");
        }
        var program = Optional.ofNullable(document.properties().linux());
        boolean elevated = program.map(SessionDocument.Command::runAsElevated).orElse(false);
        var line = program.map(SessionDocument.Command::commands).orElse("");
        var runAs = accounts.forTask(task, elevated);
        return switch (type) {
            case STANDARD_STREAM ->
                new OnTerminal(
                        type,
                        command(runAs, line.isEmpty() ? loginShell(runAs.account()) : shellCommand(line)),
                        document.inputs().shellProfile().linux());
            case INTERACTIVE_COMMANDS -> new OnTerminal(type, command(runAs, shellCommand(required(line))), "");
            case NON_INTERACTIVE_COMMANDS ->
                new OnPipes(
                        command(runAs, ShellWords.split(line)),
                        program.isPresent() ? Separation.of(program.get()) : new Separation(false, "", ""));
            case PORT -> throw new IllegalStateException("refused above");
        };
    }

    /** How long a session outlives its connections: as long as the gateway would let it idle. */
    static Duration resumeWindow(SessionTask task) {
        var minutes = task.documentContent().inputs().idleSessionTimeout();
        try {
            return minutes.isEmpty() ? DEFAULT_RESUME_WINDOW : Duration.ofMinutes(Long.parseLong(minutes.strip()));
        } catch (NumberFormatException e) {
            return DEFAULT_RESUME_WINDOW; // the gateway judges documents; to us it is a hint
        }
    }

    private static Command command(SessionAccounts.RunAs runAs, List<String> arguments) {
        return new Command(arguments, LoginEnvironment.of(runAs.account()), runAs.become());
    }

    private static String required(String line) throws RefusedSessionException {
        if (line.isBlank()) {
            throw new RefusedSessionException("the document of this session contains no command");
        }
        return line;
    }

    private static List<String> loginShell(Account account) {
        var arguments = new ArrayList<String>();
        arguments.add(account.shell());
        arguments.add("-l"); // every common shell's word for "this is a login"
        return arguments;
    }

    /** COMPAT: documents are written for {@code sh}, which AWS's agent uses whatever the user's shell is. */
    private static List<String> shellCommand(String line) {
        return List.of("/bin/sh", "-c", line);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.client.aws.Ssm.SessionOrder;

/**
 * A shell or one command on a node, as our own commands offer them: standard output belongs to the node, the exit code is the
 * node's.
 */
public final class NodeSession {
    /** For whatever goes wrong on this side, as with ssh. */
    private static final int FAILURE = 255;

    private final SessionRoute route;
    private final UserEnd user;
    private @Nullable ClientSession running; // guarded by this, as is the next
    private boolean left;

    public NodeSession(SessionRoute route, UserEnd user) {
        this.route = route;
        this.user = user;
    }

    /**
     * Starts the session and runs it to its end.
     *
     * @param command run as is; a login shell when empty
     * @param reason why, for the record
     * @return the exit code
     */
    public int run(String target, List<String> command, Optional<String> reason)
            throws IOException, InterruptedException {
        var ticket = route.ssm().startSession(order(target, command, reason));
        var outcome = begun(new ClientSession(ticket, route, user)).run();
        return switch (outcome.end()) {
            case SessionEnd.Closed(String text) -> {
                if (!text.isEmpty()) {
                    user.notice(text.strip());
                }
                yield outcome.exitCode().orElse(text.isEmpty() ? 0 : FAILURE);
            }
            case SessionEnd.Left _ -> FAILURE;
            case SessionEnd.Expired _ -> {
                user.notice("the session ended while the connection was lost");
                yield FAILURE;
            }
            case SessionEnd.Failed(String why) -> {
                user.notice(why);
                yield FAILURE;
            }
        };
    }

    private synchronized ClientSession begun(ClientSession session) {
        running = session;
        if (left) {
            session.leave();
        }
        return session;
    }

    /** Ends the session as if the user had left it, at once should it begin later. */
    public synchronized void leave() {
        left = true;
        if (running != null) {
            running.leave();
        }
    }

    /** A command gets a terminal on the node when there is one here; without, its two outputs stay apart. */
    private SessionOrder order(String target, List<String> command, Optional<String> reason) {
        if (command.isEmpty()) {
            return new SessionOrder(target, null, Map.of(), reason.orElse(null));
        }
        var line = List.of(ShellWords.join(command));
        return user.terminal().await().isInteractive()
                ? new SessionOrder(target, "AWS-StartInteractiveCommand", Map.of("command", line), reason.orElse(null))
                : new SessionOrder(
                        target,
                        "AWS-StartNonInteractiveCommand",
                        Map.of("command", line, "separateOutputStream", List.of("True")),
                        reason.orElse(null));
    }
}

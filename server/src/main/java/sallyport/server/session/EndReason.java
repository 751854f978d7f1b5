// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.time.Duration;
import java.util.OptionalInt;

/** Why a session ended. */
public sealed interface EndReason {

    /** One word for programs. */
    default String word() {
        return EndWords.word(this);
    }

    /** What happened and what to do next, as one English sentence for the user. */
    String sentence();

    /** Whether this is an error rather than someone's will or a limit. */
    default boolean failure() {
        return false;
    }

    /**
     * What the client is told when its channel closes. Empty after a normal end.
     *
     * <p>COMPAT: the official plugin prints its plain farewell only if it is told nothing.
     */
    default String farewell() {
        return sentence();
    }

    /** The program on the node ended. {@code code}: its exit code, where one is known. */
    record Exited(OptionalInt code) implements EndReason {
        @Override
        public String sentence() {
            return code.isPresent()
                    ? "The program on the node ended with exit code " + code.getAsInt() + "."
                    : "The program on the node ended.";
        }

        @Override
        public String farewell() {
            return "";
        }
    }

    /** The user ended it from within the session. */
    record UserEnded() implements EndReason {
        @Override
        public String sentence() {
            return "The user ended the session.";
        }

        @Override
        public String farewell() {
            return "";
        }
    }

    /** Someone called TerminateSession. {@code by}: ARN of that principal. */
    record ApiTerminated(String by) implements EndReason {
        @Override
        public String sentence() {
            return "The session was terminated by " + by + "; start a new one if you still need it.";
        }
    }

    record Idle(Duration limit) implements EndReason {
        @Override
        public String sentence() {
            return "There was no input for " + EndWords.minutes(limit)
                    + ", so the session was ended; start a new one to go on.";
        }
    }

    record MaxDuration(Duration limit) implements EndReason {
        @Override
        public String sentence() {
            return "The session reached its longest duration of " + EndWords.minutes(limit)
                    + "; start a new one to go on.";
        }
    }

    /** What the owner may do has changed, and this session is no longer part of it. {@code why}: what exactly, for people; may be empty. */
    record PolicyChange(String why) implements EndReason {
        @Override
        public String sentence() {
            return "Your permissions changed and no longer allow this session" + (why.isEmpty() ? "" : ": " + why)
                    + "; ask an administrator if you still need it.";
        }
    }

    /** The client or the node never connected. */
    record Unopened() implements EndReason {
        @Override
        public String sentence() {
            return "Nobody connected to the session in time; start a new one.";
        }
    }

    /** The node went away, or came back without the session. */
    record NodeLost() implements EndReason {
        @Override
        public String sentence() {
            return "The node's connection was lost and did not come back; "
                    + "check that the node is up and its agent runs, then start a new session.";
        }

        @Override
        public boolean failure() {
            return true;
        }
    }

    /** The node was deregistered, or another machine took over its id. */
    record NodeRemoved() implements EndReason {
        @Override
        public String sentence() {
            return "The node was deregistered or replaced by another machine; start a new session when it is back.";
        }
    }

    /** The agent could not run the session. {@code text}: its own words, meant for the user. */
    record AgentError(String text) implements EndReason {
        @Override
        public String sentence() {
            return text.isEmpty() ? "The agent could not run the session; look into its log on the node." : text;
        }

        @Override
        public boolean failure() {
            return true;
        }
    }

    /** The recording that a policy requires could not be written. */
    record RecordingFailed() implements EndReason {
        @Override
        public String sentence() {
            return "The session could not be recorded and was ended, because it must be; tell an administrator.";
        }

        @Override
        public boolean failure() {
            return true;
        }
    }

    /** A fault of the server. Its log says more. */
    record ServerError() implements EndReason {
        @Override
        public String sentence() {
            return "The server had a fault and ended the session; start a new one, and tell an administrator if it happens again.";
        }

        @Override
        public boolean failure() {
            return true;
        }
    }
}

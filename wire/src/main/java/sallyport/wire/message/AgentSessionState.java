// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The agent's word to the gateway about its end of a data channel; never forwarded to the client.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#message-types}.
 *
 * @param exitCode how the program ended, in our agent's {@code Terminating}; official agents do not send it
 */
public record AgentSessionState(
        @JsonProperty("SchemaVersion") int schemaVersion,
        @JsonProperty("SessionState") State state,
        @JsonProperty("SessionId") String sessionId,
        @JsonProperty("ExitCode") @Nullable Integer exitCode) {

    /** What the agent's end does next. */
    public enum State {
        /** Sent after each open frame. */
        @JsonProperty("Connected")
        CONNECTED,
        /** Sent when the shell or command has ended and its output is through. */
        @JsonProperty("Terminating")
        TERMINATING
    }

    public AgentSessionState {
        require(state, "SessionState");
        sessionId = Texts.orEmpty(sessionId);
    }

    /** What every agent says. */
    public AgentSessionState(State state, String sessionId) {
        this(1, state, sessionId, null);
    }

    /** Our agent's last word: the program has ended, and its output is through. */
    public static AgentSessionState exited(String sessionId, int exitCode) {
        return new AgentSessionState(1, State.TERMINATING, sessionId, exitCode);
    }
}

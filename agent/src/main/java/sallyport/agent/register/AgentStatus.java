// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.register;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a running agent is doing, in its own words.
 *
 * @param pid of the agent that wrote this; whether it still runs is for the reader to see
 * @param connectedSince ISO 8601; absent while there is no control channel
 * @param sessions running now
 * @param trouble why there is no control channel and what to do, one sentence; absent if all is well
 */
public record AgentStatus(
        @JsonProperty("pid") long pid,
        @JsonProperty("connectedSince") @Nullable String connectedSince,
        @JsonProperty("sessions") int sessions,
        @JsonProperty("trouble") @Nullable String trouble) {

    /** Connected, and all is well. */
    public static AgentStatus connected(long pid, Instant since, int sessions) {
        return new AgentStatus(pid, since.toString(), sessions, null);
    }

    /** Not connected, for a reason. */
    public static AgentStatus disconnected(long pid, int sessions, String trouble) {
        return new AgentStatus(pid, null, sessions, trouble);
    }
}

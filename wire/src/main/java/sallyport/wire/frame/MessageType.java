// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of frame that travel on control and data channels, by their name on the wire.
 *
 * <p>Source: {@code docs/protocol/frame.md#message-types}.
 */
public enum MessageType {
    /** Data channel, client to agent: sequenced and acknowledged stream data. */
    INPUT_STREAM_DATA("input_stream_data"),
    /** Data channel, agent to client: sequenced and acknowledged stream data. */
    OUTPUT_STREAM_DATA("output_stream_data"),
    /** Data channel, both ways: one stream frame has arrived. Neither sequenced nor acknowledged itself. */
    ACKNOWLEDGE("acknowledge"),
    /** Gateway to client and agent, on either channel: the session is over. */
    CHANNEL_CLOSED("channel_closed"),
    /** Data channel, gateway to the ends: the other side is there again. */
    START_PUBLICATION("start_publication"),
    /** Data channel, gateway to the ends: the other side is away, hold your data. */
    PAUSE_PUBLICATION("pause_publication"),
    /** Data channel, agent to gateway only: connected or terminating. */
    AGENT_SESSION_STATE("agent_session_state"),
    /** Control channel, to the agent: start a session of any kind. */
    INTERACTIVE_SHELL("interactive_shell"),
    /** Control channel, to the agent: run or cancel a command. */
    AGENT_JOB("agent_job"),
    /** Control channel, from the agent: a job was taken or refused. */
    AGENT_JOB_ACK("agent_job_ack"),
    /** Control channel, from the agent: progress or result of a job. */
    AGENT_JOB_REPLY("agent_job_reply"),
    /** Control channel, to the agent: a job reply is stored. */
    AGENT_JOB_REPLY_ACK("agent_job_reply_ack"),
    /** Control channel, from the agent: a session ended or could not start. */
    AGENT_TASK_COMPLETE("agent_task_complete"),
    /** Control channel, to the agent: a task's end is noted. */
    AGENT_TASK_ACKNOWLEDGE("agent_task_acknowledge"),
    /** Control channel, from the agent: counters, never acknowledged. */
    AGENT_TELEMETRY("agent_telemetry"),
    /** Control channel, from the agent: result of a self-update, never acknowledged. */
    AGENT_UPDATE_RESULT("agent_update_result");

    private static final Map<String, MessageType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageType::wireName, Function.identity()));
    private static final List<MessageType> ALL = List.of(values());

    private final String wireName;
    private final String paddedName;
    private final Optional<MessageType> asOptional;

    MessageType(String wireName) {
        this.wireName = wireName;
        this.paddedName = wireName + " ".repeat(FrameLayout.TYPE_LENGTH - wireName.length());
        this.asOptional = Optional.of(this);
    }

    /** The name in the header's message type field: ASCII, at most {@value FrameLayout#TYPE_LENGTH} characters. */
    public String wireName() {
        return wireName;
    }

    /** The whole message type field. */
    byte[] paddedName() {
        return paddedName.getBytes(StandardCharsets.US_ASCII);
    }

    /** The type with this name, or empty for a type this version does not know. */
    public static Optional<MessageType> of(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** The type whose name is {@code length} bytes at {@code offset}; allocates nothing, as the relay asks for every frame. */
    static Optional<MessageType> of(ByteBuffer message, int offset, int length) {
        for (int i = 0; i < ALL.size(); i++) {
            MessageType type = ALL.get(i);
            if (type.isAt(message, offset, length)) {
                return type.asOptional;
            }
        }
        return Optional.empty();
    }

    private boolean isAt(ByteBuffer message, int offset, int length) {
        if (wireName.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (message.get(offset + i) != wireName.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

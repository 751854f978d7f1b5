// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.require;
import static sallyport.wire.message.IncompleteMessageException.requireText;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Payload of {@code interactive_shell} frames: the envelope of a {@link SessionTask}.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#start-of-a-session}.
 *
 * @param content a {@link SessionTask} as JSON text
 * @param taskId the session
 * @param topic any text
 */
public record AgentTask(
        @JsonProperty("Content") String content,
        @JsonProperty("TaskId") String taskId,
        @JsonProperty("Topic") String topic,
        @JsonProperty("SchemaVersion") int schemaVersion) {

    public AgentTask {
        require(content, "Content");
        requireText(taskId, "TaskId");
        topic = Texts.orEmpty(topic);
    }

    /** The task that starts this session. */
    public static AgentTask of(SessionTask task) {
        return new AgentTask(Messages.writeString(task), task.sessionId(), "interactive_shell", 1);
    }
}

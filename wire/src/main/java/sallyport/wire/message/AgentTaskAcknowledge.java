// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.requireText;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to an {@link AgentTaskComplete}; without it the agent repeats that twice, a second apart.
 *
 * @param messageId id of the {@code agent_task_complete} frame
 * @param taskId the session
 */
public record AgentTaskAcknowledge(
        @JsonProperty("SchemaVersion") int schemaVersion,
        @JsonProperty("MessageId") String messageId,
        @JsonProperty("TaskId") String taskId,
        @JsonProperty("Topic") String topic) {

    public AgentTaskAcknowledge {
        messageId = Texts.orEmpty(messageId);
        requireText(taskId, "TaskId");
        topic = Texts.orEmpty(topic);
    }

    /** The acknowledgement of one completion, named by its frame's id. */
    public static AgentTaskAcknowledge of(String messageId, String taskId) {
        return new AgentTaskAcknowledge(1, messageId, taskId, "agent_task_acknowledge");
    }
}

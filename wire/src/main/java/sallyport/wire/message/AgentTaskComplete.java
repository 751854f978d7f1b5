// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.requireText;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The agent's word that a session ended or could not start; may arrive more than once.
 *
 * <p>Source: {@code docs/protocol/data-channel.md#session-end}.
 *
 * @param taskId the session
 * @param finalTaskStatus {@code Success}, {@code Failed} and others
 * @param output error text for the user, or empty
 */
public record AgentTaskComplete(
        @JsonProperty("SchemaVersion") int schemaVersion,
        @JsonProperty("TaskId") String taskId,
        @JsonProperty("Topic") String topic,
        @JsonProperty("FinalTaskStatus") String finalTaskStatus,
        @JsonProperty("IsRoutingFailure") boolean routingFailure,
        @JsonProperty("AwsAccountId") String awsAccountId,
        @JsonProperty("InstanceId") String instanceId,
        @JsonProperty("Output") String output,
        @JsonProperty("S3Bucket") String s3Bucket,
        @JsonProperty("S3UrlSuffix") String s3UrlSuffix,
        @JsonProperty("CwlGroup") String cwlGroup,
        @JsonProperty("CwlStream") String cwlStream,
        @JsonProperty("RetryNumber") int retryNumber) {

    public AgentTaskComplete {
        requireText(taskId, "TaskId");
        topic = Texts.orEmpty(topic);
        finalTaskStatus = Texts.orEmpty(finalTaskStatus);
        awsAccountId = Texts.orEmpty(awsAccountId);
        instanceId = Texts.orEmpty(instanceId);
        output = Texts.orEmpty(output);
        s3Bucket = Texts.orEmpty(s3Bucket);
        s3UrlSuffix = Texts.orEmpty(s3UrlSuffix);
        cwlGroup = Texts.orEmpty(cwlGroup);
        cwlStream = Texts.orEmpty(cwlStream);
    }

    /** What our agent sends: it uploads no logs itself. */
    public static AgentTaskComplete of(
            String sessionId, String nodeId, String finalTaskStatus, String output, int retryNumber) {
        return new AgentTaskComplete(
                1,
                sessionId,
                "agent_task_complete",
                finalTaskStatus,
                false,
                "",
                nodeId,
                output,
                "",
                "",
                "",
                "",
                retryNumber);
    }
}

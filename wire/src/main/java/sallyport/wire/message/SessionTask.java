// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.require;
import static sallyport.wire.message.IncompleteMessageException.requireText;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What a node is told about a session it shall run.
 *
 * @param parameters values for the document's placeholders, one text each; empty from us, as the server fills them in
 * @param runAsUser the account from the owner's tag, or empty
 * @param sessionOwner ARN of the principal
 */
public record SessionTask(
        @JsonProperty("DocumentName") String documentName,
        @JsonProperty("SessionId") String sessionId,
        @JsonProperty("Parameters") Map<String, String> parameters,
        @JsonProperty("RunAsUser") String runAsUser,
        @JsonProperty("SessionOwner") String sessionOwner,
        @JsonProperty("DocumentContent") SessionDocument documentContent) {

    public SessionTask {
        documentName = Texts.orEmpty(documentName);
        requireText(sessionId, "SessionId");
        parameters = Texts.copyOrEmpty(parameters);
        runAsUser = Texts.orEmpty(runAsUser);
        sessionOwner = Texts.orEmpty(sessionOwner);
        require(documentContent, "DocumentContent");
    }
}

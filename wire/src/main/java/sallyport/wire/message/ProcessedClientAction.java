// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link RequestedClientAction}.
 *
 * @param status {@link #SUCCESS}, {@link #FAILED} or {@link #UNSUPPORTED}; the official client sends 0 for actions unknown to it
 * @param result the data key for KMSEncryption, else null
 * @param error empty on success
 */
public record ProcessedClientAction(
        @JsonProperty("ActionType") String actionType,
        @JsonProperty("ActionStatus") int status,

        @JsonProperty("ActionResult") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        KmsResult result,

        @JsonProperty("Error") String error) {

    public static final int SUCCESS = 1;
    public static final int FAILED = 2;
    public static final int UNSUPPORTED = 3;

    public ProcessedClientAction {
        actionType = Texts.orEmpty(actionType);
        error = Texts.orEmpty(error);
    }

    public static ProcessedClientAction success(RequestedClientAction action) {
        return new ProcessedClientAction(action.actionType(), SUCCESS, null, "");
    }

    public static ProcessedClientAction failed(RequestedClientAction action, String error) {
        return new ProcessedClientAction(action.actionType(), FAILED, null, error);
    }

    public static ProcessedClientAction unsupported(RequestedClientAction action) {
        return new ProcessedClientAction(
                action.actionType(), UNSUPPORTED, null, "Unsupported action %s".formatted(action.actionType()));
    }

    /**
     * The encrypted data key.
     *
     * @param cipherTextKey base64
     * @param cipherTextHash always null so far
     */
    public record KmsResult(
            @JsonProperty("KMSCipherTextKey") String cipherTextKey,

            @JsonProperty("KMSCipherTextHash") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String cipherTextHash) {
        public KmsResult {
            IncompleteMessageException.requireText(cipherTextKey, "KMSCipherTextKey");
        }
    }
}

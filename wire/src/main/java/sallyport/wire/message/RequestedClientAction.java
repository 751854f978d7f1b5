// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import static sallyport.wire.message.IncompleteMessageException.require;
import static sallyport.wire.message.IncompleteMessageException.requireText;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One thing the agent asks of the client in a {@link HandshakeRequest}; each gets a {@link ProcessedClientAction}. */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "ActionType",
        visible = true,
        defaultImpl = RequestedClientAction.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RequestedClientAction.SelectSessionType.class, name = "SessionType"),
    @JsonSubTypes.Type(value = RequestedClientAction.KmsEncryption.class, name = "KMSEncryption")
})
@JsonPropertyOrder({"ActionType", "ActionParameters"})
public sealed interface RequestedClientAction {

    /** The name under which the client reports what became of the action. */
    @JsonProperty("ActionType")
    String actionType();

    /** Be a client of this session type. Always the first action. */
    record SelectSessionType(
            @JsonProperty("ActionParameters") SessionTypeParameters parameters) implements RequestedClientAction {
        public SelectSessionType {
            require(parameters, "ActionParameters");
        }

        public SelectSessionType(SessionType sessionType, @Nullable PortProperties properties) {
            this(new SessionTypeParameters(sessionType.wireName(), properties));
        }

        @Override
        @JsonProperty("ActionType")
        public String actionType() {
            return "SessionType";
        }

        /**
         * Which type, and for ports what the client has to open.
         *
         * @param sessionType a {@link SessionType#wireName}, or a type this version does not know
         * @param properties null for all types but {@code Port}
         */
        public record SessionTypeParameters(
                @JsonProperty("SessionType") String sessionType,

                @JsonProperty("Properties") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
                PortProperties properties) {
            public SessionTypeParameters {
                requireText(sessionType, "SessionType");
            }
        }
    }

    /** Fetch a data key under this KMS key and encrypt with it. */
    record KmsEncryption(@JsonProperty("ActionParameters") KmsParameters parameters) implements RequestedClientAction {
        public KmsEncryption {
            require(parameters, "ActionParameters");
        }

        @Override
        @JsonProperty("ActionType")
        public String actionType() {
            return "KMSEncryption";
        }

        /**
         * The key to use.
         *
         * @param challenge base64 of 16 random bytes, which the data key's encryption context may include
         */
        public record KmsParameters(
                @JsonProperty("KMSKeyId") String kmsKeyId,
                @JsonProperty("Challenge") @Nullable String challenge) {
            public KmsParameters {
                requireText(kmsKeyId, "KMSKeyId");
            }
        }
    }

    /** An action this version cannot do; answered with {@link ProcessedClientAction#unsupported}. */
    record Unknown(@JsonProperty("ActionType") String actionType) implements RequestedClientAction {
        public Unknown {
            actionType = Texts.orEmpty(actionType);
        }
    }
}

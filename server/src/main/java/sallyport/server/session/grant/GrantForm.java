// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session.grant;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sallyport.server.authz.Requirement;
import sallyport.server.identity.Principal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How grants become the JSON of a column and JSON becomes grants. Names in it must never change their meaning. */
public final class GrantForm {
    private static final System.Logger LOG = System.getLogger(GrantForm.class.getName());

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Principal.class, Principals.class)
            .addMixIn(Requirement.class, Requirements.class)
            .build();

    private GrantForm() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Principal.User.class, name = "user"),
        @JsonSubTypes.Type(value = Principal.RoleSession.class, name = "role session"),
        @JsonSubTypes.Type(value = Principal.Node.class, name = "node"),
        @JsonSubTypes.Type(value = Principal.FederatedUser.class, name = "federated user"),
        @JsonSubTypes.Type(value = Principal.Anonymous.class, name = "anonymous")
    })
    private interface Principals {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Requirement.None.class, name = "none"),
        @JsonSubTypes.Type(value = Requirement.Itself.class, name = "itself"),
        @JsonSubTypes.Type(value = Requirement.AccessCheck.class, name = "check"),
        @JsonSubTypes.Type(value = Requirement.AllOf.class, name = "all"),
        @JsonSubTypes.Type(value = Requirement.AnyOf.class, name = "any")
    })
    private interface Requirements {}

    /** The JSON of a grant. */
    public static String write(Grant grant) {
        return JSON.writeValueAsString(grant);
    }

    /** Empty if there is none or it cannot be read: such a session cannot be asked about again. */
    public static Optional<Grant> read(@Nullable String json, String session) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(json, Grant.class));
        } catch (JacksonException e) {
            LOG.log(Level.ERROR, "what a session was granted on cannot be read session=" + session, e);
            return Optional.empty();
        }
    }
}

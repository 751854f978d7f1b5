// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of our own service that tell who may do what. */
public record Decisions(AwsApi api) {

    /** A decision and what led to it. */
    public record Explanation(
            @JsonProperty("Principal") String principal,
            @JsonProperty("Resource") String resource,
            @JsonProperty("Decision") String decision,
            @JsonProperty("Statements") List<String> statements,
            @JsonProperty("NearMisses") List<String> nearMisses,
            @JsonProperty("MissingKeys") List<String> missingKeys) {}

    /** Who may. */
    public record Allowed(
            @JsonProperty("Resource") String resource,
            @JsonProperty("Allowed") List<Principal> allowed) {}

    /** {@code mfa}: only with a code of an MFA device. */
    public record Principal(
            @JsonProperty("Principal") String principal,
            @JsonProperty("Mfa") boolean mfa,
            @JsonProperty("Statements") List<String> statements) {}

    public Explanation explain(String action, String target, Optional<String> userName) throws IOException {
        Map<String, String> request = new LinkedHashMap<>(Map.of("Action", action, "Target", target));
        userName.ifPresent(name -> request.put("UserName", name));
        return api.call(AwsApi.Service.SALLYPORT, "ExplainDecision", request, Explanation.class);
    }

    public Allowed whoCan(String action, String target) throws IOException {
        return api.call(
                AwsApi.Service.SALLYPORT, "ListAllowed", Map.of("Action", action, "Target", target), Allowed.class);
    }
}

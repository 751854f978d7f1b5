// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.time.Instant;
import java.util.Map;

/** An activation to be made; the fields mean what they mean in {@link Activation}. */
public record ActivationRequest(
        String role, String description, String instanceName, int limit, Instant expires, Map<String, String> tags) {

    public ActivationRequest {
        tags = Map.copyOf(tags);
    }
}

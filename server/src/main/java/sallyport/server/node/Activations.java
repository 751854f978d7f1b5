// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.util.List;
import java.util.Optional;
import sallyport.server.keys.Secret;

/** Permissions to register {@code mi-} nodes. Thread-safe; every change is durable when its method returns. */
@SuppressWarnings("DoNotCallSuggester") // the bodies land with the store
public final class Activations {

    public NewActivation create(ActivationRequest request) {
        throw new UnsupportedOperationException();
    }

    public Optional<Activation> find(String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * The activations that pass every filter, in the order of their ids.
     *
     * @param after the id after which the page begins; empty for the first page
     * @param max largest number of activations to return
     */
    public ActivationPage list(List<ActivationFilter> filters, Optional<String> after, int max) {
        throw new UnsupportedOperationException();
    }

    /** Withdraws an activation; nodes registered by it stay. False if there is no such activation. */
    public boolean delete(String id) {
        throw new UnsupportedOperationException();
    }

    /** Registers a new {@code mi-} node by an activation. */
    public Registration register(String activationId, Secret code, NodeClaim claim) {
        throw new UnsupportedOperationException();
    }
}

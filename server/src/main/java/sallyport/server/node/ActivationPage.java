// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import java.util.List;
import java.util.Optional;

/**
 * Some activations in the order of their ids.
 *
 * @param next the id after which the following page begins; empty if there is none
 */
public record ActivationPage(List<Activation> activations, Optional<String> next) {

    public ActivationPage {
        activations = List.copyOf(activations);
    }
}

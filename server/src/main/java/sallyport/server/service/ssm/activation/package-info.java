// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of SSM on activations, the permissions by which machines become {@code mi-} nodes.
 *
 * <p>Main path: the operation turns AWS's shapes into those of {@link sallyport.server.node.Activations} and back. A code
 * is redeemed elsewhere, by an agent's RegisterManagedInstance.
 */
@NullMarked
package sallyport.server.service.ssm.activation;

import org.jspecify.annotations.NullMarked;

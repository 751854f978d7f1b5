// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Our own service, for what AWS has no API for: machines that become {@code i-} nodes.
 *
 * <p>Main path: an administrator calls {@link sallyport.server.service.sallyport.CreateNodeJoinToken}, the machine redeems the
 * token with {@link sallyport.server.service.sallyport.JoinNode}, and is from then on an agent like any other.
 */
@NullMarked
package sallyport.server.service.sallyport;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Knows who calls: the account, its users, the credentials of people and of nodes.
 *
 * <p>Main path: the front door asks {@link sallyport.server.identity.Credentials#find} for the access key a request
 * names, verifies the signature with its secret and goes on as that key's {@link sallyport.server.identity.Caller}.
 * A node gets a temporary key by {@link sallyport.server.identity.Credentials#issueForNode}; what node a key stands
 * for is an attribute of the stored key and of nothing else.
 *
 * <p>Must not decide what a caller may do: that is {@code authz}.
 */
@NullMarked
package sallyport.server.identity;

import org.jspecify.annotations.NullMarked;

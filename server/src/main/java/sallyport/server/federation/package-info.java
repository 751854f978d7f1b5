// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Tokens of identity providers outside: whether they are what they say.
 *
 * <p>Main path: {@link sallyport.server.federation.IdentityTokens#verify} reads who issued a token, has that issuer's keys from
 * {@link sallyport.server.federation.IssuerKeys}, and checks signature, audience and time. Only issuers that the operator has named are ever
 * asked: a token must not make the server call where its sender likes.
 *
 * <p>Must not know roles or policies.
 */
@NullMarked
package sallyport.server.federation;

import org.jspecify.annotations.NullMarked;

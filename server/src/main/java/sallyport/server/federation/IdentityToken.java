// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.federation;

/**
 * What a good token says.
 *
 * @param issuer without {@code https://}, as in a provider's ARN
 * @param audience the one of the provider's clients it is for
 */
public record IdentityToken(String issuer, String subject, String audience) {}

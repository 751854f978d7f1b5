// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.federation;

/** What a token is worth. */
public sealed interface TokenVerdict {
    /** It is what it says. */
    record Good(IdentityToken token) implements TokenVerdict {}

    /** It is not; AWS's words for it. */
    record Invalid(String why) implements TokenVerdict {}

    /** It was, until some time ago. */
    record Expired() implements TokenVerdict {}

    /** The issuer's keys cannot be had. */
    record Unreachable() implements TokenVerdict {}
}

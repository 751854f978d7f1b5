// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam.credential;

/** What a password must be. */
public sealed interface PasswordRule {
    /** So many characters at least. */
    record MinimumLength(int length) implements PasswordRule {}

    /** One of {@code ! @ # $ % ^ & * ( ) _ + - = [ ] { } | '} at least. */
    record Symbol() implements PasswordRule {}

    record Digit() implements PasswordRule {}

    record UpperCase() implements PasswordRule {}

    record LowerCase() implements PasswordRule {}

    /** Three of the four kinds of characters, where no policy is set. */
    record ThreeKinds() implements PasswordRule {}

    /** Neither the user's name nor the account's, where no policy is set. */
    record NotTheName() implements PasswordRule {}

    /** None of so many passwords before it. */
    record NotUsedBefore(int passwords) implements PasswordRule {}
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import sallyport.wire.sigv4.Verification;

/** Why the front door itself refuses a request. Protocols have different codes, statuses and sentences for the same failure. */
public sealed interface Failure {

    /** Neither header nor parameters of a signature. */
    record MissingAuthentication() implements Failure {}

    /** A signature that cannot be read. */
    record IncompleteSignature(String message) implements Failure {}

    /** No such key, switched off, or its session token is missing or wrong. One answer for all: a guesser learns nothing. */
    record UnknownKey() implements Failure {}

    /** Temporary credentials past their time. */
    record ExpiredToken() implements Failure {}

    /** Signed with another secret, or changed on the way. */
    record SignatureMismatch() implements Failure {
        String message() {
            return Verification.SignatureMismatch.MESSAGE;
        }
    }

    /** Signed too long ago. */
    record SignatureExpired(String message) implements Failure {}

    /** Signed by a clock that runs ahead, for another day, region or service, or without a header that must be signed. */
    record SignatureNotValid(String message) implements Failure {}

    /** Good signature, no permission. */
    record AccessDenied(String message) implements Failure {}

    /** An operation, or a service, that is not served. */
    record UnknownOperation(String operation, String version) implements Failure {}

    /** A body that cannot be read as the operation's request. */
    record MalformedBody(String message) implements Failure {}

    /** A body of another type than the protocol's. */
    record UnsupportedMediaType() implements Failure {}

    /** A request that breaks a constraint of the model. */
    record Invalid(String message) implements Failure {}

    /** A body longer than any real request. */
    record TooLarge() implements Failure {}

    /** We cannot, though we should. */
    record Internal() implements Failure {}
}

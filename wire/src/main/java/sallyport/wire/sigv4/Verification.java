// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

/** What {@link SigV4Verifier} found. Messages are AWS's own, fit for the sender. */
public sealed interface Verification {

    /** The holder of the key signed this request, and not too long ago. */
    record Valid() implements Verification {}

    /** The day in the scope is not the day of signing. */
    record ScopeDateMismatch(String message) implements Verification {}

    /** Signed too long ago. */
    record Expired(String message) implements Verification {}

    /** Signed by a clock that runs ahead. */
    record NotYetCurrent(String message) implements Verification {}

    /** Another key, or the request was changed; with what we signed, for the sender to compare. */
    record SignatureMismatch(CanonicalRequest canonicalRequest, StringToSign stringToSign) implements Verification {
        /** AWS's sentence for it. */
        public static final String MESSAGE = "The request signature we calculated does not match the signature you"
                + " provided. Check your AWS Secret Access Key and signing method. Consult the service documentation"
                + " for details.";
    }
}

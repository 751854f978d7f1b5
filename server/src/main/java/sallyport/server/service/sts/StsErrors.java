// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sts;

import java.time.Instant;
import sallyport.server.aws.AwsException;

/** What the operations of STS answer when they cannot. */
final class StsErrors {
    private StsErrors() {}

    /** A session cannot ask for another one by this operation. */
    static AwsException withSessionCredentials(String operation) {
        return denied("Cannot call " + operation + " with session credentials");
    }

    static AwsException wrongCode() {
        return denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }

    static AwsException noSuchDevice() {
        return denied("MultiFactorAuthentication failed, unable to validate MFA code. "
                + "Please verify your MFA serial number is valid and associated with this user.");
    }

    static AwsException halfOfMfa() {
        return denied("MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
    }

    static AwsException locked(Instant until) {
        return denied("MultiFactorAuthentication failed, too many invalid one time pass codes. Try again after " + until
                + ".");
    }

    static AwsException transitiveTagTaken() {
        return denied(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key"
                        + " from the calling session.");
    }

    static AwsException sourceIdentityTaken() {
        return denied("The specified source identity can't be set because the calling session already has one.");
    }

    static AwsException tooLong() {
        return invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    static AwsException tooLongForAChain() {
        return invalid(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
    }

    static AwsException duplicateTags() {
        return invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    static AwsException reservedTag() {
        return invalid("Tag keys starting with aws: are reserved for internal use.");
    }

    static AwsException transitiveTagMissing() {
        return invalid("The specified transitive tag key must be included in the requested tags.");
    }

    static AwsException malformedPolicy(String text) {
        return AwsException.sender("MalformedPolicyDocument", text);
    }

    static AwsException noSuchPolicy(String arn) {
        return malformedPolicy("Policy " + arn + " does not exist or is not attachable.");
    }

    static AwsException packedTooLarge(int percent) {
        return AwsException.sender(
                "PackedPolicyTooLarge",
                "Packed size of session policies and tags consumes " + percent + "% of allotted space.");
    }

    static AwsException throttled() {
        return AwsException.sender("Throttling", "Rate exceeded");
    }

    static AwsException noAccountOfKey() {
        return invalid("The access key ID does not exist.");
    }

    static AwsException invalidToken(String why) {
        return AwsException.sender("InvalidIdentityToken", why);
    }

    static AwsException expiredToken() {
        return AwsException.sender("ExpiredTokenException", "Token must not be expired");
    }

    static AwsException providerUnreachable() {
        return AwsException.sender(
                "IDPCommunicationError",
                "Couldn't retrieve verification key from your identity provider, please reference"
                        + " AssumeRoleWithWebIdentity documentation for requirements");
    }

    private static AwsException invalid(String text) {
        return AwsException.sender("ValidationError", text);
    }

    private static AwsException denied(String text) {
        return AwsException.sender(403, "AccessDenied", text);
    }
}

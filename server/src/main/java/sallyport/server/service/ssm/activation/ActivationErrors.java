// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.activation;

import java.time.Duration;
import sallyport.server.aws.AwsException;
import sallyport.server.identity.Arn;

/** What the operations on activations answer when they cannot. */
final class ActivationErrors {
    private ActivationErrors() {}

    static AwsException noSuchRole(Arn role) {
        return AwsException.sender(
                "ValidationException", "Nonexistent role or missing ssm service principal in trust policy: " + role);
    }

    static AwsException invalidExpiration(Duration longest) {
        return AwsException.sender(
                "InvalidParameters",
                "The expiration date must be in the future and at most " + longest.toDays() + " days away.");
    }

    static AwsException noSuchActivation() {
        return AwsException.sender(
                "InvalidActivation",
                "The activation ID is not valid. Verify that you entered the correct ActivationId.");
    }

    static AwsException invalidFilter() {
        return AwsException.sender("InvalidFilter", "A filter needs a FilterKey and at least one of FilterValues.");
    }

    static AwsException invalidNextToken() {
        return AwsException.sender("InvalidNextToken", "The specified token is not valid.");
    }
}

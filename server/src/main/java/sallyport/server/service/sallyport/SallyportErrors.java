// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.sallyport;

import java.time.Duration;
import sallyport.server.aws.AwsException;
import sallyport.server.identity.Arn;
import sallyport.server.identity.NodeId;
import sallyport.server.node.Registration;

/** What our own operations answer when they cannot. */
final class SallyportErrors {
    private SallyportErrors() {}

    static AwsException invalidId(String id) {
        return AwsException.sender(
                "ValidationException",
                "\"" + id + "\" cannot be the id of an instance: i- and 8 or 17 hexadecimal digits.");
    }

    static AwsException noTarget(String text) {
        return AwsException.sender(
                "ValidationException",
                "\"" + text + "\" is no target: name a node, an ARN, or * for actions without resource.");
    }

    static AwsException noSuchUser(String name) {
        return AwsException.sender("ValidationException", "There is no user " + name + ".");
    }

    static AwsException noSuchProfile(Arn profile) {
        return AwsException.sender("ValidationException", "There is no instance profile " + profile + ".");
    }

    static AwsException invalidTags(String why) {
        return AwsException.sender("ValidationException", why);
    }

    static AwsException invalidLifetime(Duration longest) {
        return AwsException.sender(
                "ValidationException", "ExpiresIn must be 60 to " + longest.toSeconds() + " seconds.");
    }

    static AwsException taken(NodeId id) {
        return AwsException.sender(
                "NodeAlreadyExists",
                "The node " + id + " is registered; ask with Replace to let another machine take its place.");
    }

    static AwsException invalidKey() {
        return AwsException.sender(
                "InvalidPublicKey",
                "PublicKey must be an RSA key of 2048 to 4096 bits, as base64 of its DER SubjectPublicKeyInfo.");
    }

    static AwsException refused(Registration.Refused reason) {
        return AwsException.sender(
                "InvalidJoinToken",
                switch (reason) {
                    case UNKNOWN -> "The join token is not valid.";
                    case EXPIRED -> "The join token has expired; create another.";
                    case USED_UP -> "The join token has been used; create another.";
                    case TAKEN -> "The node id is taken; create a join token with Replace.";
                });
    }
}

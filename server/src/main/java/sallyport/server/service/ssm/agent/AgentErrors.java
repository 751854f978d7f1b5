// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.agent;

import sallyport.server.aws.AwsException;
import sallyport.server.node.Registration;

/** What agents are answered when they cannot have what they want. The official agent reads the codes. */
final class AgentErrors {
    private AgentErrors() {}

    static AwsException noSuchNode(String id) {
        return AwsException.sender("InvalidInstanceId", "The instance ID \"" + id + "\" is not registered.");
    }

    static AwsException otherMachine() {
        return AwsException.sender(
                "MachineFingerprintDoesNotMatch",
                "The fingerprint does not match that of the machine that registered; register this machine anew.");
    }

    static AwsException invalidKey(String member) {
        return AwsException.sender(
                "InvalidPublicKey",
                member + " must be an RSA key of 2048 to 4096 bits, as base64 of its DER SubjectPublicKeyInfo.");
    }

    /** COMPAT: one code for every reason, as the official agent knows no other. */
    static AwsException refused(Registration.Refused reason) {
        return AwsException.sender(
                "InvalidActivation",
                switch (reason) {
                    case UNKNOWN -> "The activation ID and the activation code do not match.";
                    case EXPIRED -> "The activation has expired; create another.";
                    case USED_UP -> "The activation has registered as many nodes as it may; create another.";
                    case TAKEN -> "The node id is taken.";
                });
    }
}

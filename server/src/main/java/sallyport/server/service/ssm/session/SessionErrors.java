// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.session;

import sallyport.server.aws.AwsException;

/** What the session operations of SSM answer when they cannot. */
final class SessionErrors {
    private SessionErrors() {}

    static AwsException targetNotConnected(String target) {
        return AwsException.sender("TargetNotConnected", target + " is not connected.");
    }

    static AwsException noSuchDocument(String name) {
        return AwsException.sender("InvalidDocument", "Document with name " + name + " does not exist.");
    }

    static AwsException invalidParameters(String message) {
        return AwsException.sender("InvalidParameters", message);
    }

    static AwsException noSuchSession(String id) {
        return AwsException.sender("DoesNotExistException", "Session " + id + " does not exist or has ended.");
    }

    static AwsException invalidNextToken() {
        return AwsException.sender("InvalidNextToken", "The specified token is not valid.");
    }

    static AwsException invalidMoment(String key, String value) {
        return AwsException.sender(
                "ValidationException",
                key + " must be an ISO 8601 timestamp like 2026-11-22T18:00:00Z, not \"" + value + "\".");
    }

    /** Nothing new begins when its end might no longer find room on record. */
    static AwsException auditLogFull() {
        return AwsException.receiver(
                "InternalServerError",
                "The disk of the audit log is nearly full, so no session can start; tell an administrator.");
    }
}

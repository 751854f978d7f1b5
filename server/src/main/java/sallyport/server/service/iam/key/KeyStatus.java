// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.iam.key;

import sallyport.server.service.iam.IamErrors;

/** Whether a key is switched on, as IAM's API writes it. */
final class KeyStatus {
    static final String ACTIVE = "Active";
    static final String INACTIVE = "Inactive";

    private KeyStatus() {}

    static String of(boolean active) {
        return active ? ACTIVE : INACTIVE;
    }

    /** Throws {@code AwsException} for a status that keys of users cannot be set to. */
    static boolean isActive(String status) {
        return switch (status) {
            case ACTIVE -> true;
            case INACTIVE -> false;
            default -> throw IamErrors.invalidInput("An access key can be made Active or Inactive.");
        };
    }
}

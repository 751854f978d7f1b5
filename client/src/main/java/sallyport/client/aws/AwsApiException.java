// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.io.IOException;

/** A service's refusal. The message is the service's own. */
public final class AwsApiException extends IOException {
    private final String operation;
    private final String code;

    AwsApiException(String operation, String code, String message) {
        super(message);
        this.operation = operation;
        this.code = code;
    }

    /** The error's name, for example {@code TargetNotConnected}. */
    public String code() {
        return code;
    }

    /** The refusal in the words of AWS's CLI. */
    public String sentence() {
        return "An error occurred (%s) when calling the %s operation: %s".formatted(code, operation, getMessage());
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.io.IOException;

/** A service's refusal. The message is the service's own. */
public final class AwsApiException extends IOException {
    private final String operation;
    private final String code;
    private final int status;

    AwsApiException(String operation, int status, String code, String message) {
        super(message);
        this.status = status;
        this.operation = operation;
        this.code = code;
    }

    /** The error's name, for example {@code TargetNotConnected}. */
    public String code() {
        return code;
    }

    /** Whether the same call may succeed a little later: the server was busy or broken. */
    public boolean isPassing() {
        return status >= 500 || code.startsWith("Throttling");
    }

    /** The refusal in the words of AWS's CLI. */
    public String sentence() {
        return "An error occurred (%s) when calling the %s operation: %s".formatted(code, operation, getMessage());
    }
}

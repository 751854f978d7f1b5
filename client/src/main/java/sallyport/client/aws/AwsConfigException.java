// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.io.IOException;

/** The user's AWS settings lack something or contradict each other; the message says what to do. */
public final class AwsConfigException extends IOException {
    public AwsConfigException(String message) {
        super(message);
    }

    AwsConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}

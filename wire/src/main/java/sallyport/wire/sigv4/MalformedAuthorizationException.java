// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.sigv4;

import java.io.IOException;

/** A signature that cannot be read: parts are missing or make no sense. The message is AWS's own, fit for the sender. */
public final class MalformedAuthorizationException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedAuthorizationException(String message) {
        super(message);
    }
}

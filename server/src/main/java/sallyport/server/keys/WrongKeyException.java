// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.keys;

import org.jspecify.annotations.Nullable;

/** A wrapped secret cannot be unwrapped: it belongs to another master key, or was altered. */
public final class WrongKeyException extends RuntimeException {

    WrongKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

/** The store belongs to another account or region, or was written with another master key. The message says what to do. */
public final class HomeMismatchException extends RuntimeException {

    HomeMismatchException(String message) {
        super(message);
    }
}

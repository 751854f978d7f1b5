// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The ledger cannot promise that something is on record; whoever wanted to act must not. */
public final class LedgerException extends IOException {
    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for the bodies of all requests in progress, so that many callers together cannot take what one may not. */
final class BodyBudget {
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    BodyBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Reserves memory; false if there is not enough left. */
    boolean take(int bytes) {
        if (usedBytes.addAndGet(bytes) <= limitBytes) {
            return true;
        }
        usedBytes.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        usedBytes.addAndGet(-bytes);
    }
}

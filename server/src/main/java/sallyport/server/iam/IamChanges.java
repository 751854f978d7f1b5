// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells when anything changed that a decision may depend on: policies, attachments, groups, boundaries, tags of principals, keys, roles, trust.
 * Thread-safe.
 *
 * <p>INVARIANT: a change is told after it is committed and before the method that made it returns. So whoever reads the version, then the
 * rows, and finds the same version later, has read nothing older than what every caller was told.
 */
public final class IamChanges {
    private final AtomicLong version = new AtomicLong();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Grows with every change. */
    public long version() {
        return version.get();
    }

    /** To be called when a change is committed. */
    public void changed() {
        version.incrementAndGet();
        listeners.forEach(Runnable::run);
    }

    /** {@code listener} is run after every change, in the thread that made it; it must be quick and throw nothing. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }
}

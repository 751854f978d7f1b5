// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.util.Arrays;
import java.util.Optional;

/** What DescribeSessions says of a session. The first four are {@code Active}, the others {@code History}. */
public enum SessionStatus {
    /** One of the ends has not been there yet. */
    CONNECTING("Connecting"),
    /** Both ends are there. */
    CONNECTED("Connected"),
    /** Both ends were there; at least one is away and may come back. */
    DISCONNECTED("Disconnected"),
    /** Over for the user; the node has not confirmed yet. */
    TERMINATING("Terminating"),
    TERMINATED("Terminated"),
    /** Ended by an error rather than by someone's will or by a limit. */
    FAILED("Failed");

    private final String wireName;

    SessionStatus(String wireName) {
        this.wireName = wireName;
    }

    /** AWS's word. */
    public String wireName() {
        return wireName;
    }

    /** The status with this name; empty if AWS has none. */
    public static Optional<SessionStatus> of(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equals(wireName))
                .findFirst();
    }

    /** Whether a session with this status is listed as {@code Active}. */
    public boolean active() {
        return switch (this) {
            case CONNECTING, CONNECTED, DISCONNECTED, TERMINATING -> true;
            case TERMINATED, FAILED -> false;
        };
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.wire.message;

import java.util.Arrays;
import java.util.Optional;

/** What a session does, by its name in session documents and handshakes. */
public enum SessionType {
    /** A login shell on a terminal. */
    STANDARD_STREAM("Standard_Stream"),
    /** One command on a terminal. */
    INTERACTIVE_COMMANDS("InteractiveCommands"),
    /** One command without a terminal. */
    NON_INTERACTIVE_COMMANDS("NonInteractiveCommands"),
    /** A TCP port or SSH, as raw bytes. */
    PORT("Port");

    private final String wireName;

    SessionType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The type with this name, or empty for one this version does not know. */
    public static Optional<SessionType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}

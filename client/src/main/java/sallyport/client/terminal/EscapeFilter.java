// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import java.util.Arrays;

/**
 * Finds the way out in what is typed: {@code ~.} at the start of a line ends the client even when the node no longer answers,
 * {@code ~~} there is one tilde. Everything else passes unchanged.
 *
 * <p>Not safe for several threads: the one that reads the keyboard owns it.
 */
public final class EscapeFilter {
    private enum State {
        LINE_START,
        TILDE,
        WITHIN_LINE,
        LEFT
    }

    private State state = State.LINE_START;

    /**
     * What of the first {@code length} bytes of the buffer goes to the node. A tilde at the end is held back until the next key
     * decides; nothing passes after the way out.
     */
    public byte[] filter(byte[] buffer, int length) {
        var kept = new byte[length + 1]; // a tilde held back from the last call may come first
        int count = 0;
        for (int i = 0; i < length && state != State.LEFT; i++) {
            byte key = buffer[i];
            if (state == State.TILDE) {
                if (key == '.') {
                    state = State.LEFT;
                    break;
                }
                kept[count++] = '~';
                state = State.WITHIN_LINE;
                if (key == '~') {
                    continue;
                }
            } else if (state == State.LINE_START && key == '~') {
                state = State.TILDE;
                continue;
            }
            kept[count++] = key;
            state = key == '\r' || key == '\n' ? State.LINE_START : State.WITHIN_LINE;
        }
        return Arrays.copyOf(kept, count);
    }

    /** Whether the user has asked to leave. */
    public boolean hasLeft() {
        return state == State.LEFT;
    }
}

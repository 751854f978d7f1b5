// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import sallyport.client.terminal.PreparedTerminal;

/**
 * The user's side of a session.
 *
 * @param input what the user types or pipes in
 * @param output what the node's program prints; written to directly, byte for byte
 * @param error what it prints on standard error, where that is kept apart
 * @param notices what the client itself has to say
 */
public record UserEnd(
        InputStream input, OutputStream output, OutputStream error, OutputStream notices, PreparedTerminal terminal) {

    /** The same, for programs that do not keep standard error apart. */
    public UserEnd withErrorOnOutput() {
        return new UserEnd(input, output, output, notices, terminal);
    }

    /** Passes on a line that the node has for the user. */
    void say(String text) throws IOException {
        error.write((text + "\n").getBytes(UTF_8));
        error.flush();
    }

    /** Says a line in passing. On a terminal it is dim and begins a line of its own, whatever stands there. */
    public void notice(String text) {
        var line = terminal.await().errorIsTerminal()
                ? "\r\n\u001b[2msallyport: %s\u001b[0m\r\n".formatted(text)
                : "sallyport: %s\n".formatted(text);
        try {
            notices.write(line.getBytes(UTF_8));
        } catch (IOException nobodyListens) {
            // The session matters, not what is said about it.
        }
    }
}

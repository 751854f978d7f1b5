// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import sallyport.client.terminal.PreparedTerminal;

/** A user without a terminal: input from a pipe, output into memory. */
public final class TestUser implements AutoCloseable {
    private final Pipe pipe = Pipe.open();
    private final OutputStream keys = Channels.newOutputStream(pipe.sink());
    public final ByteArrayOutputStream output = new ByteArrayOutputStream();
    public final ByteArrayOutputStream error = new ByteArrayOutputStream();
    public final ByteArrayOutputStream notices = new ByteArrayOutputStream();

    public TestUser() throws IOException {}

    public UserEnd end() {
        return new UserEnd(Channels.newInputStream(pipe.source()), output, error, notices, new PreparedTerminal());
    }

    public void type(String text) throws IOException {
        keys.write(text.getBytes(ISO_8859_1));
    }

    public void endInput() throws IOException {
        pipe.sink().close();
    }

    /** What was typed and nobody has read; ends the input. */
    public String unread() throws IOException {
        endInput();
        return new String(Channels.newInputStream(pipe.source()).readAllBytes(), ISO_8859_1);
    }

    public String outputText() {
        return output.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }
}

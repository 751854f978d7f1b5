// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sallyport.agent.pty.PtyProcess;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.TerminalSize;

/** A shell or command on a terminal. */
final class TerminalProgram implements Program {
    private static final System.Logger LOG = System.getLogger(TerminalProgram.class.getName());

    /** Bulk output travels in payloads of this size; more makes the official client no faster, and costs memory per shell. */
    private static final int PAYLOAD_BYTES = 32 * 1024;

    private final PtyProcess pty;

    TerminalProgram(SessionPlan.OnTerminal plan, TerminalSize size, String name) throws IOException {
        this.pty = PtyProcess.start(plan.command(), size.cols(), size.rows(), name);
        if (!plan.typedFirst().isEmpty()) {
            input((plan.typedFirst() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public int carry(Output output) throws IOException, InterruptedException {
        var buffer = new byte[PAYLOAD_BYTES];
        for (int count = pty.read(buffer); count > 0; count = pty.read(buffer)) {
            output.send(PayloadType.OUTPUT, Arrays.copyOf(buffer, count));
        }
        return pty.waitFor();
    }

    @Override
    public void input(byte[] bytes) {
        try {
            pty.write(bytes);
        } catch (IOException e) {
            // The program has ended while the user typed; the session's thread sees it end.
        }
    }

    @Override
    public void resize(TerminalSize size) {
        try {
            pty.resize(size.cols(), size.rows());
        } catch (IOException e) {
            LOG.log(WARNING, "a terminal could not be resized why={0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            pty.close();
        } catch (IOException e) {
            LOG.log(WARNING, "a session may have left processes behind why={0}", e.getMessage());
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import sallyport.agent.pty.PipedProcess;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.TerminalSize;

/** A command without a terminal, its output sent as it comes. */
final class PipeProgram implements Program {
    private static final System.Logger LOG = System.getLogger(PipeProgram.class.getName());

    private static final int PAYLOAD_BYTES = 32 * 1024;

    /* The only input that means anything: the keys that make these signals on a terminal. */
    private static final byte CTRL_C = 0x03;
    private static final byte CTRL_BACKSLASH = 0x1c;
    private static final int SIGINT = 2;
    private static final int SIGQUIT = 3;

    private final PipedProcess process;
    private final SessionPlan.Separation separation;
    private final String name;

    PipeProgram(SessionPlan.OnPipes plan, String name) throws IOException {
        this.separation = plan.separation();
        this.name = name;
        this.process = PipedProcess.start(plan.command(), separation.separate(), name);
    }

    private interface Source {
        int read(byte[] target) throws IOException;
    }

    @Override
    public int carry(Output output) throws IOException, InterruptedException {
        if (!separation.separate()) {
            carry(process::readOutput, PayloadType.OUTPUT, "", output);
            return process.waitFor();
        }
        var errors = new Thread(null, () -> carryErrors(output), name + "-stderr");
        errors.start();
        carry(process::readOutput, PayloadType.OUTPUT, separation.outputPrefix(), output);
        errors.join();
        return process.waitFor();
    }

    private void carryErrors(Output output) {
        try {
            carry(process::readError, PayloadType.STD_ERR, separation.errorPrefix(), output);
        } catch (IOException e) {
            // The channel is closed, which the thread that carries standard output sees too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** COMPAT: a prefix stands at the start and after each payload that ended with a line, as AWS's agent puts it. */
    private static void carry(Source source, PayloadType type, String prefix, Output output)
            throws IOException, InterruptedException {
        var mark = prefix.getBytes(StandardCharsets.US_ASCII);
        var buffer = new byte[PAYLOAD_BYTES];
        boolean atLineStart = true;
        for (int count = source.read(buffer); count > 0; count = source.read(buffer)) {
            int marked = atLineStart ? mark.length : 0;
            output.send(
                    type,
                    ByteBuffer.allocate(marked + count)
                            .put(mark, 0, marked)
                            .put(buffer, 0, count)
                            .array());
            atLineStart = buffer[count - 1] == '\n';
        }
    }

    @Override
    public void input(byte[] bytes) {
        for (byte key : bytes) {
            if (key == CTRL_C) {
                process.signal(SIGINT);
            } else if (key == CTRL_BACKSLASH) {
                process.signal(SIGQUIT);
            }
        }
    }

    @Override
    public void resize(TerminalSize size) {
        // There is no window.
    }

    @Override
    public void close() {
        try {
            process.close();
        } catch (IOException e) {
            LOG.log(WARNING, "a session may have left processes behind why={0}", e.getMessage());
        }
    }
}

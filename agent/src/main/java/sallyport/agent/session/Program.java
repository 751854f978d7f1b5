// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.io.IOException;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.TerminalSize;

/** What runs in a session. One thread carries its output, another brings input; closing may come from any. */
interface Program extends AutoCloseable {
    /** Where output goes; blocks while the client does not take it. */
    interface Output {
        void send(PayloadType payloadType, byte[] payload) throws IOException, InterruptedException;
    }

    /** Carries output until there will be none any more, then returns the exit code. */
    int carry(Output output) throws IOException, InterruptedException;

    /** What the user typed; may block while the program does not read. Too late is no error. */
    void input(byte[] bytes);

    void resize(TerminalSize size);

    /** Ends the program and everything it started, waiting for that a few seconds at most. */
    @Override
    void close();
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Linux's {@code struct termios}, which is the same on x86-64 and AArch64, in the machine's byte order.
 *
 * <pre>
 * offset  length  field
 *      0       4  c_iflag   input: what becomes of CR, of Ctrl-S …
 *      4       4  c_oflag   output: LF becomes CR LF …
 *      8       4  c_cflag   line speed and character size, left alone
 *     12       4  c_lflag   line editing, echo, signals from keys
 *     16       1  c_line
 *     17      19  c_cc      VTIME is c_cc[5], VMIN is c_cc[6]
 * </pre>
 *
 * Source: Linux {@code include/uapi/asm-generic/termbits.h}.
 */
final class TerminalModes {
    /** Size of the structure. */
    static final int BYTES = 36;

    private static final int INPUT = 0;
    private static final int OUTPUT = 4;
    private static final int LOCAL = 12;
    private static final int VTIME = 17 + 5;
    private static final int VMIN = 17 + 6;

    /** BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON, IXANY, IXOFF: a byte read is the byte typed. */
    private static final int INPUT_CHANGES = 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400 | 0x800 | 0x1000;

    /** OPOST: the node's terminal has already made LF into CR LF. */
    private static final int OUTPUT_CHANGES = 0x1;

    /** ISIG, ICANON, ECHO, ECHOE, ECHOK, ECHONL, IEXTEN: no line editing, no echo, Ctrl-C is a byte. */
    private static final int LOCAL_CHANGES = 0x1 | 0x2 | 0x8 | 0x10 | 0x20 | 0x40 | 0x8000;

    private TerminalModes() {}

    /** These modes, changed so that every byte passes in both directions as it is. */
    static byte[] raw(byte[] modes) {
        var raw = ByteBuffer.wrap(modes.clone()).order(ByteOrder.nativeOrder());
        raw.putInt(INPUT, raw.getInt(INPUT) & ~INPUT_CHANGES);
        raw.putInt(OUTPUT, raw.getInt(OUTPUT) & ~OUTPUT_CHANGES);
        raw.putInt(LOCAL, raw.getInt(LOCAL) & ~LOCAL_CHANGES);
        raw.put(VMIN, (byte) 1);
        raw.put(VTIME, (byte) 0);
        return raw.array();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TerminalModesTest {
    @Test
    void switchesOffAllThatChangesBytes() {
        var all = new byte[TerminalModes.BYTES];
        Arrays.fill(all, (byte) 0xff);

        var raw = ByteBuffer.wrap(TerminalModes.raw(all)).order(ByteOrder.nativeOrder());

        assertThat(raw.getInt(0) & (0x100 | 0x40 | 0x80 | 0x400))
                .as("ICRNL INLCR IGNCR IXON")
                .isZero();
        assertThat(raw.getInt(4) & 0x1).as("OPOST").isZero();
        assertThat(raw.getInt(8)).as("c_cflag").isEqualTo(-1);
        assertThat(raw.getInt(12) & (0x1 | 0x2 | 0x8 | 0x8000))
                .as("ISIG ICANON ECHO IEXTEN")
                .isZero();
        assertThat(raw.get(17 + 6)).as("VMIN").isEqualTo((byte) 1);
        assertThat(raw.get(17 + 5)).as("VTIME").isZero();
    }

    @Test
    void leavesTheModesOfBeforeAlone() {
        var before = new byte[TerminalModes.BYTES];
        Arrays.fill(before, (byte) 0xff);

        TerminalModes.raw(before);

        assertThat(before).containsOnly((byte) 0xff);
    }
}

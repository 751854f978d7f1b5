// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sallyport.client.Main;
import sallyport.client.aws.ScriptedApi;
import sallyport.client.session.ScriptedGateway;
import sallyport.client.terminal.PtyRun;
import sallyport.wire.frame.Frame;
import sallyport.wire.frame.PayloadType;
import sallyport.wire.message.Messages;
import sallyport.wire.message.SessionType;
import sallyport.wire.message.TerminalSize;

/** The whole program on a terminal of its own, before a scripted gateway. */
@Timeout(60)
class PluginOnTerminalTest {
    private final ScriptedApi api = new ScriptedApi();
    private final ScriptedGateway gateway = new ScriptedGateway();

    PluginOnTerminalTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        api.close();
    }

    @Test
    void sendsKeysAsBytesAndPutsTheTerminalBack() throws Exception {
        try (var pty = new PtyRun("stty rows 33 cols 101; stty -g; " + plugin() + "; echo status=$?; stty -g")) {
            gateway.shakeHands(SessionType.STANDARD_STREAM);
            assertThat(size(gateway.awaitInput())).isEqualTo(new TerminalSize(101, 33));
            gateway.output("prompt> ");
            pty.await("prompt> ");

            pty.type("ls\r\u0003\u001a\u001c\u0011");
            assertThat(gateway.awaitData(7)).containsExactly('l', 's', '\r', 3, 0x1a, 0x1c, 0x11);

            gateway.output("byte \u001b[7m done\r\n");
            gateway.closeChannel("");
            var lines = pty.awaitEnd().lines().toList();
            assertThat(lines).contains("status=0").anyMatch(line -> line.endsWith("byte \u001b[7m done"));
            assertThat(lines.getLast()).isEqualTo(lines.getFirst()).contains(":");
        }
    }

    @Test
    void hearsOfAResizeAtOnce() throws Exception {
        try (var pty = new PtyRun("stty rows 33 cols 101; " + plugin())) {
            gateway.shakeHands(SessionType.STANDARD_STREAM);
            assertThat(size(gateway.awaitInput())).isEqualTo(new TerminalSize(101, 33));

            pty.resize(40, 132);

            var heard = size(gateway.awaitInput());
            while (!heard.equals(new TerminalSize(132, 40))) {
                heard = size(gateway.awaitInput()); // of the rows alone, or of the old columns
            }
        }
    }

    @Test
    void enterTildeDotLeavesAndTheServerHearsOfIt() throws Exception {
        api.answer(200, "{}");
        try (var pty = new PtyRun(plugin() + "; echo status=$?")) {
            gateway.shakeHands(SessionType.STANDARD_STREAM);
            size(gateway.awaitInput());
            gateway.output("prompt> ");
            pty.await("prompt> ");

            pty.type("x\r~.");

            assertThat(pty.awaitEnd())
                    .contains("Exiting session with sessionId: alice-1.")
                    .contains("status=0");
            assertThat(gateway.awaitData(2)).asString().isEqualTo("x\r");
            assertThat(api.asked()).extracting(ScriptedApi.Asked::target).containsExactly("AmazonSSM.TerminateSession");
        }
    }

    private static TerminalSize size(Frame frame) throws IOException {
        assertThat(frame.payloadType()).isEqualTo(PayloadType.SIZE);
        return Messages.read(frame.payload(), TerminalSize.class);
    }

    private String plugin() {
        return "AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b "
                + PtyRun.java(
                        Main.class,
                        "session-manager-plugin "
                                + "'{\"SessionId\":\"alice-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}' "
                                        .formatted(gateway.streamUrl())
                                + "us-east-1 StartSession '' '{\"Target\":\"i-1\"}' "
                                + api.endpoint());
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.terminal;

import java.util.HexFormat;

/** A program for {@link TerminalTest} to run on a terminal of its own: does what its argument says and prints what it saw. */
final class TerminalProbe {
    private TerminalProbe() {}

    public static void main(String[] arguments) throws Exception {
        var terminal = new PreparedTerminal().await();
        switch (arguments[0]) {
            case "size" -> System.out.printf("interactive=%s size=%s%n", terminal.isInteractive(), terminal.size());
            case "resize" -> {
                try (var _ = Signals.onResize(() -> System.out.printf("now=%s%n", terminal.size()))) {
                    System.out.println("waiting");
                    System.in.read();
                }
            }
            case "raw" -> {
                try (var _ = terminal.raw()) {
                    System.out.print("ready\n");
                    System.out.printf("keys=%s%n", HexFormat.of().formatHex(System.in.readNBytes(6)));
                    System.out.flush();
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}

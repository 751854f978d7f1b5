// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.testkit.FaultyProxy;

/** A shell that prints a counter, while the server dies or a connection goes silent: no number is missing or doubled. */
class ResumeTest {

    private static final Pattern NUMBER = Pattern.compile("<(\\d+)>");

    /** No byte, no FIN and no RST for so long. */
    private static final Duration BLACK_HOLE = Duration.ofSeconds(30);

    /** A dead peer is noticed in less. */
    private static final Duration NOTICED = Duration.ofSeconds(15);

    /** The counter ends here: some 8 s after it began. */
    private static final int LAST = 400;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsPrograms() {
        StockPrograms.require("aws", "python3");
    }

    @Test
    void theSameShellGoesOnAfterTheServerWasKilled() throws Exception {
        int port = Deployment.freePort();
        try (Deployment deployment = Deployment.start(directory, port, port)) {
            deployment.startAgent(port);
            try (Terminal terminal = counting(deployment, LAST)) {
                terminal.expect("<50>");
                deployment.killServer();
                deployment.restartServer();

                expectTheRest(terminal, 51, LAST);
            }
        }
    }

    @Test
    void aSilentAgentConnectionIsNoticedWithinFifteenSecondsAndReplaced() throws Exception {
        int port = Deployment.freePort();
        try (FaultyProxy proxy = proxy(port);
                Deployment deployment = Deployment.start(directory, port, port)) {
            deployment.startAgent(proxy.port());
            try (Terminal terminal = counting(deployment, LAST)) {
                terminal.expect("<50>");
                proxy.fault(new FaultyProxy.Fault.Stall());
                awaitDisconnected(deployment);
                Thread.sleep(BLACK_HOLE.minus(NOTICED));
                proxy.heal();

                expectTheRest(terminal, 51, LAST);
            }
        }
    }

    @Test
    void aSilentClientConnectionIsNoticedWithinFifteenSecondsAndReplaced() throws Exception {
        int port = Deployment.freePort();
        try (FaultyProxy proxy = proxy(port);
                Deployment deployment = Deployment.start(directory, port, proxy.port())) {
            deployment.startAgent(port);
            try (Terminal terminal = counting(deployment, LAST)) {
                terminal.expect("<50>");
                proxy.fault(new FaultyProxy.Fault.Stall());
                String until = terminal.expect("(?s)(.*)connection lost", NOTICED);
                Thread.sleep(BLACK_HOLE.minus(NOTICED));
                proxy.heal();

                expectTheRest(
                        terminal, 51 + (int) NUMBER.matcher(until).results().count(), LAST);
            }
        }
    }

    private static void awaitDisconnected(Deployment deployment) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String status;
        do {
            status = Result.of(deployment.program(
                            "aws",
                            "ssm",
                            "get-connection-status",
                            "--target",
                            deployment.node(),
                            "--query",
                            "Status",
                            "--output",
                            "text"))
                    .out()
                    .strip();
        } while (!status.equals("notconnected") && System.nanoTime() - start < NOTICED.toNanos());
        assertThat(status).isEqualTo("notconnected");
    }

    private static Terminal counting(Deployment deployment, int last) throws IOException {
        String launcher = StockPrograms.repository().resolve("sallyport").toString();
        Terminal terminal = Terminal.run(deployment.environment(), 40, 100, launcher, "connect", deployment.node());
        terminal.expect("(?:\\$|#) ", Duration.ofSeconds(30));
        terminal.type("i=0; while [ $i -lt " + last
                + " ]; do i=$((i+1)); echo \"<$i>\"; sleep 0.02; done; echo FINISHED | rev\r");
        terminal.expect("rev\r");
        return terminal;
    }

    private static void expectTheRest(Terminal terminal, int first, int last) {
        String rest = terminal.expect("(?s)(.*)DEHSINIF", Duration.ofSeconds(60));
        List<Integer> numbers = NUMBER.matcher(rest)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(first, last).boxed().toList());
        terminal.type("exit\r");
        assertThat(terminal.exitStatus()).isZero();
    }

    private static FaultyProxy proxy(int port) throws IOException {
        return new FaultyProxy(new InetSocketAddress("127.0.0.1", port));
    }
}

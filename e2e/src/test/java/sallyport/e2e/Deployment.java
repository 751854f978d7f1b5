// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server and an agent started by hand, as README's "A server of your own" does it, so that a test can kill, restart and cut them.
 *
 * <p>The node registers with an activation made by the stock CLI. Clients reach the server at {@code clientPort}, the agent at {@code agentPort}; both may
 * be the ports of proxies.
 */
final class Deployment implements AutoCloseable {

    private final Path directory;
    private final int port;
    private final int clientPort;
    private final String launcher =
            StockPrograms.repository().resolve("sallyport").toString();
    private final List<Process> processes = new ArrayList<>();
    private Process server;
    private String node = "";

    private Deployment(Path directory, int port, int clientPort) throws IOException {
        this.directory = directory;
        this.port = port;
        this.clientPort = clientPort;
        this.server = startServer();
    }

    /** Starts a server at {@code port} that tells its clients to come to {@code clientPort}. */
    static Deployment start(Path directory, int port, int clientPort) throws IOException {
        return new Deployment(directory, port, clientPort);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Registers a node through {@code agentPort} and runs its agent until the server sees it. */
    void startAgent(int agentPort) throws IOException, InterruptedException {
        Result activation = Result.of(program("aws", "ssm", "create-activation", "--iam-role", "SallyportNode"));
        expectSuccess(activation);
        Path file = Files.writeString(directory.resolve("activation.json"), activation.out());
        String state = directory.resolve("agent").toString();
        expectSuccess(Result.of(program(
                launcher,
                "agent",
                "register",
                "--state",
                state,
                "--server",
                "https://localhost:" + agentPort,
                "--ca",
                ca().toString(),
                "--activation-file",
                file.toString())));
        Process agent = program(launcher, "agent", "run", "--state", state)
                .redirectOutput(directory.resolve("agent.out").toFile())
                .redirectError(directory.resolve("agent.err").toFile())
                .start();
        processes.add(agent);
        for (int attempt = 0; attempt < 60; attempt++) {
            Result online = Result.of(program(
                    "aws",
                    "ssm",
                    "describe-instance-information",
                    "--filters",
                    "Key=PingStatus,Values=Online",
                    "--query",
                    "InstanceInformationList[0].InstanceId",
                    "--output",
                    "text"));
            if (online.out().startsWith("mi-")) {
                node = online.out().strip();
                return;
            }
        }
        throw new AssertionError("the node did not come online:\n" + Files.readString(directory.resolve("agent.err")));
    }

    String node() {
        return node;
    }

    /** {@code kill -9}: no chance to write or to say goodbye. */
    void killServer() throws InterruptedException {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().waitFor();
    }

    void restartServer() throws IOException {
        server = startServer();
    }

    /** The environment in which the AWS CLI and our client talk to this server. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", "https://localhost:" + clientPort);
        environment.put("AWS_CA_BUNDLE", ca().toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE",
                directory.resolve("server/credentials").toString());
        environment.put("PATH", StockPrograms.repository().resolve("bin") + ":" + System.getenv("PATH"));
        return environment;
    }

    /** A program with this server's environment. */
    ProcessBuilder program(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment());
        return builder;
    }

    private Path ca() {
        return directory.resolve("server/ca.pem");
    }

    private Process startServer() throws IOException {
        Process process = new ProcessBuilder(
                        launcher,
                        "server",
                        "--data",
                        directory.resolve("server").toString(),
                        "--listen",
                        "127.0.0.1:" + port,
                        "--public-url",
                        "https://localhost:" + clientPort)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.err").toFile()))
                .start();
        String line = process.inputReader().readLine();
        if (line == null || !line.startsWith("ready")) {
            throw new AssertionError("the server did not start:\n" + Files.readString(directory.resolve("server.err")));
        }
        return process;
    }

    private static void expectSuccess(Result result) {
        if (result.exit() != 0) {
            throw new AssertionError("exit status %d:\n%s%s".formatted(result.exit(), result.out(), result.err()));
        }
    }

    @Override
    public void close() throws InterruptedException {
        processes.add(server);
        for (Process process : processes) {
            process.destroy();
        }
        for (Process process : processes) {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end within 20 s of SIGTERM: " + process.info());
            }
        }
    }
}

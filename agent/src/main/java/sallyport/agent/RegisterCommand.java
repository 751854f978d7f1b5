// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sallyport.agent.register.NodeIdentity;
import sallyport.agent.register.Proof;
import sallyport.agent.register.Registrar;
import sallyport.agent.register.StateDirectory;
import sallyport.transport.Connector;
import sallyport.transport.HttpCaller;
import sallyport.transport.ProxySettings;
import sallyport.transport.Trust;

/** {@code sallyport agent register}: makes this machine a node. */
@Command(name = "register", description = "Makes this machine a node of a server.", mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Option(names = "--server", paramLabel = "URL", required = true, description = "the server, https://host:port")
    private URI server = URI.create("");

    @Option(names = "--region", paramLabel = "REGION", description = "the server's region (default: ${DEFAULT-VALUE})")
    private String region = "us-east-1";

    @Option(names = "--state", paramLabel = "DIR", description = "where to keep the registration")
    private Path state = Main.defaultState();

    @Option(
            names = "--force",
            description = "register again although the node is registered; the old registration is forgotten")
    private boolean force;

    @ArgGroup
    private @Nullable Authority authority;

    @ArgGroup(multiplicity = "1")
    private ProofFile proof = new ProofFile();

    /** Whose certificate the server must show; without either, the system's authorities count. */
    static final class Authority {
        @Option(names = "--ca", paramLabel = "FILE", description = "trust the authority in this PEM file")
        private @Nullable Path file;

        @Option(
                names = "--ca-sha256",
                paramLabel = "HEX",
                description = "trust the authority with this SHA-256 fingerprint")
        private @Nullable String sha256;

        Trust trust() {
            if (sha256 != null) {
                return new Trust.CaSha256(sha256);
            }
            return file == null ? new Trust.SystemDefault() : new Trust.CaFile(file);
        }
    }

    static final class ProofFile {
        @Option(
                names = "--activation-file",
                paramLabel = "FILE",
                description = "what `aws ssm create-activation` printed; - for standard input")
        private @Nullable String activation;

        @Option(names = "--join-token-file", paramLabel = "FILE", description = "a join token; - for standard input")
        private @Nullable String joinToken;

        Proof read() throws IOException {
            if (activation != null) {
                return Proof.readActivation(activation, System.in);
            }
            return Proof.readJoinToken(joinToken == null ? Proof.STANDARD_INPUT : joinToken, System.in);
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        StateDirectory directory = new StateDirectory(state);
        if (!"https".equals(server.getScheme()) || server.getHost() == null) {
            throw new IOException("\"%s\" is not of the form https://host:port".formatted(server));
        }
        var present = directory.identity();
        if (present.isPresent() && !force) {
            throw new IOException("this machine is already the node %s of %s; add --force to register it anew"
                    .formatted(present.get().nodeId(), present.get().server()));
        }
        Trust trust = authority == null ? new Trust.SystemDefault() : authority.trust();
        Connector connector = new Connector(trust, ProxySettings.of(System.getenv()));
        try (HttpCaller http = new HttpCaller(connector, TIMEOUT)) {
            NodeIdentity identity =
                    new Registrar(http, RegisterCommand::pause).register(server, region, trust, proof.read());
            directory.remember(identity);
            out.println("registered as " + identity.nodeId());
        }
        return 0;
    }

    private static void pause(IOException why, Duration delay) {
        System.err.println("sallyport agent: " + why.getMessage() + "; trying again");
        LockSupport.parkNanos(delay.toNanos());
    }
}

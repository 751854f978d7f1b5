// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sallyport.client.aws.AwsApi;
import sallyport.client.aws.AwsConfig;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.session.NodeSession;
import sallyport.client.session.OrderlyStop;
import sallyport.client.session.SessionRoute;
import sallyport.client.session.UserEnd;
import sallyport.client.terminal.Signals;

/**
 * A server and a node on this machine, both real: the node joins with a token made through the API, the session goes through the
 * gateway. {@link #run} starts everything, runs the shell or command, and takes everything down again.
 */
public final class Demo {
    private static final String REGION = "us-east-1";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int INSTANCE_ID_DIGITS = 17;

    private final AwsEnvironment environment;
    private final UserEnd user;
    private final Path launcher;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Children children;
    private volatile @Nullable NodeSession session;

    /** @param launcher the script that starts server and agent */
    public Demo(AwsEnvironment environment, UserEnd user, Path launcher, InstantSource clock, LongSupplier nanoClock) {
        this.environment = environment;
        this.user = user;
        this.launcher = launcher;
        this.clock = clock;
        this.nanoClock = nanoClock;
        children = new Children(launcher, this::end);
    }

    private record Tag(
            @JsonProperty("Key") String key,
            @JsonProperty("Value") String value) {}

    private record JoinTokenRequest(
            @JsonProperty("InstanceId") String instanceId,
            @JsonProperty("Tags") List<Tag> tags) {}

    private record JoinTokenResponse(
            @JsonProperty("JoinToken") String joinToken) {}

    /**
     * Runs the demo.
     *
     * @param command run on the node; empty for a shell, or, without a terminal, to stay up until interrupted
     * @return the exit code of the command or shell; 0 when it stayed up until SIGINT
     */
    public int run(List<String> command) throws IOException, InterruptedException {
        try (var _ = new OrderlyStop(this::stop);
                var directory = new PrivateDirectory("sallyport-demo-");
                children) {
            user.notice("starting a server and a node in " + directory.path());
            var data = directory.resolve("server");
            var server = children.start(
                    directory.resolve("server.log"), "server", "--data", data.toString(), "--listen", "127.0.0.1:0");
            var url = URI.create(server.awaitLine("ready url="));
            var config = configOf(data);
            try (var route = SessionRoute.to(url, REGION, config, clock, nanoClock)) {
                var target =
                        "i-" + UUID.randomUUID().toString().replace("-", "").substring(0, INSTANCE_ID_DIGITS);
                join(directory, route, target, url, data.resolve("ca.pem"));
                return use(
                        route,
                        target,
                        command,
                        new Exports(
                                target,
                                url.toString(),
                                data.resolve("ca.pem"),
                                REGION,
                                config.credentials(),
                                launcher.resolveSibling("bin")));
            }
        }
    }

    /** Registers the node as its administrator would, starts its agent and waits until it is connected. */
    private void join(PrivateDirectory directory, SessionRoute route, String target, URI url, Path ca)
            throws IOException {
        var request = new JoinTokenRequest(target, List.of(new Tag("Name", "demo"), new Tag("Environment", "demo")));
        var token = route.api()
                .call(AwsApi.Service.SALLYPORT, "CreateNodeJoinToken", request, JoinTokenResponse.class)
                .joinToken();
        var tokenFile = directory.writeSecret("join-token", token).toString();
        var log = directory.resolve("agent.log");
        var state = directory.resolve("node").toString();
        children.run(
                log,
                "agent",
                "register",
                "--state",
                state,
                "--server",
                url.toString(),
                "--ca",
                ca.toString(),
                "--join-token-file",
                tokenFile);
        var agent = children.start(log, "agent", "run", "--state", state, "--shell-user", "self");
        while (!route.ssm().isConnected(target)) {
            if (agent.awaitEnd(LOOK_AGAIN)) {
                throw new IOException(agent.obituary());
            }
        }
    }

    private int use(SessionRoute route, String target, List<String> command, Exports exports)
            throws IOException, InterruptedException {
        int exitCode = 0;
        if (command.isEmpty() && !user.terminal().await().isInteractive()) {
            // An interrupt is the way to end this, not a failure: exit code 0. One that cuts a command short stays 130.
            try (var _ = Signals.onInterrupt(over::countDown)) {
                print(user.output(), exports.asShell());
                over.await();
            }
        } else {
            if (command.isEmpty()) {
                print(user.notices(), exports.asShell());
                user.notice("here is a shell on " + target + "; exit ends the demo");
            }
            exitCode = runSession(route, target, command);
        }
        children.failIfLost();
        return exitCode;
    }

    private int runSession(SessionRoute route, String target, List<String> command)
            throws IOException, InterruptedException {
        var running = new NodeSession(route, user);
        session = running;
        if (over.getCount() == 0) {
            running.leave();
        }
        return running.run(target, command, Optional.empty());
    }

    /** Comes to the end: a program was lost, or this one was told to stop. */
    private void end() {
        over.countDown();
        var running = session;
        if (running != null) {
            running.leave();
        }
    }

    private void stop() {
        end();
        if (session == null) {
            children.stop(); // whoever waits for one of them to get ready waits no longer
        }
    }

    /** What the user's own settings say does not matter here; the server's first administrator does. */
    private AwsConfig configOf(Path data) throws IOException {
        var variables = new HashMap<>(environment.variables());
        variables.keySet().removeIf(name -> name.startsWith("AWS_"));
        variables.putAll(Map.of(
                "AWS_SHARED_CREDENTIALS_FILE",
                data.resolve("credentials").toString(),
                "AWS_CONFIG_FILE",
                "/dev/null",
                "AWS_CA_BUNDLE",
                data.resolve("ca.pem").toString()));
        return AwsConfig.load(new AwsEnvironment(variables, environment.home()), Optional.empty());
    }

    private static void print(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(UTF_8));
        to.flush();
    }
}

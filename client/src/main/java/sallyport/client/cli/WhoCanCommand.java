// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.aws.Decisions;
import sallyport.client.session.SessionRoute;
import sallyport.client.session.UserEnd;

/** {@code sallyport who-can}: everybody who may do something. */
@Command(
        name = "who-can",
        sortOptions = false,
        header = "Lists the users who may do something, from here and now.",
        description = {"", "Needs the permission sallyport:ListAllowed.", ""})
final class WhoCanCommand implements Callable<Integer> {
    private final AwsEnvironment environment;
    private final UserEnd user;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    @Parameters(index = "0", paramLabel = "ACTION", description = "For example ssm:StartSession.")
    private String action = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "A node's id, an ARN, or * for actions without one.")
    private String target = "";

    @Mixin
    private final ServerOptions server = new ServerOptions();

    WhoCanCommand(AwsEnvironment environment, UserEnd user, InstantSource clock, LongSupplier nanoClock) {
        this.environment = environment;
        this.user = user;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    @Override
    public Integer call() throws IOException {
        var config = server.config(environment);
        try (var route = SessionRoute.to(
                server.endpoint("sallyport", config), server.region(config), config, clock, nanoClock)) {
            var answer = new Decisions(route.api()).whoCan(action, target);
            var out = new PrintStream(user.output(), true, StandardCharsets.UTF_8);
            if (answer.allowed().isEmpty()) {
                out.println("no user may " + action + " on " + answer.resource());
            }
            for (var principal : answer.allowed()) {
                out.println(principal.principal() + (principal.mfa() ? ", with MFA" : "") + ": by "
                        + String.join("; ", principal.statements()));
            }
            return 0;
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.aws.Decisions;
import sallyport.client.session.SessionRoute;
import sallyport.client.session.UserEnd;

/** {@code sallyport why}: a decision explained. */
@Command(
        name = "why",
        sortOptions = false,
        header = "Says whether somebody may do something, and which statement decides.",
        description = {
            "",
            "Exits with 0 if it is allowed, with 1 if it is not, with 255 if nobody could be asked.",
            "Needs the permission sallyport:ExplainDecision on whom it is about.",
            ""
        })
final class WhyCommand implements Callable<Integer> {
    private final AwsEnvironment environment;
    private final UserEnd user;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    @Parameters(index = "0", paramLabel = "ACTION", description = "For example ssm:StartSession.")
    private String action = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "A node's id, an ARN, or * for actions without one.")
    private String target = "";

    @Option(names = "--as", paramLabel = "USER", description = "This user instead of yourself.")
    private @Nullable String as;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    WhyCommand(AwsEnvironment environment, UserEnd user, InstantSource clock, LongSupplier nanoClock) {
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
            var explanation = new Decisions(route.api()).explain(action, target, Optional.ofNullable(as));
            return print(explanation);
        }
    }

    private int print(Decisions.Explanation explanation) {
        boolean allowed = explanation.decision().equals("allowed");
        var out = new PrintStream(user.output(), true, StandardCharsets.UTF_8);
        out.println(
                explanation.principal() + (allowed ? " may " : " may not ") + action + " on " + explanation.resource());
        String because = switch (explanation.decision()) {
            case "allowed" -> "allowed by ";
            case "explicitDeny" -> "denied by ";
            default -> "";
        };
        explanation.statements().forEach(statement -> out.println("  " + because + statement));
        if (explanation.decision().equals("implicitDeny")) {
            out.println("  no statement allows it");
        }
        if (!allowed) {
            list(out, "  did not apply: ", explanation.nearMisses());
            list(out, "  the request has no ", explanation.missingKeys());
        }
        return allowed ? 0 : 1;
    }

    private static void list(PrintStream out, String before, List<String> texts) {
        texts.forEach(text -> out.println(before + text));
    }
}

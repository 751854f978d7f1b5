// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import sallyport.client.aws.AwsConfig;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.session.ClientSession;
import sallyport.client.session.SessionEnd;
import sallyport.client.session.SessionOutcome;
import sallyport.client.session.SessionRoute;
import sallyport.client.session.UserEnd;

/**
 * Runs the session the aws CLI started, printing AWS's own texts around it.
 *
 * <p>COMPAT: everything goes to standard output and the exit code says nothing about the session, as with the original; scripts
 * around the CLI rely on both.
 */
public final class Plugin {
    private final AwsEnvironment environment;
    private final UserEnd user;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    public Plugin(AwsEnvironment environment, UserEnd user, InstantSource clock, LongSupplier nanoClock) {
        this.environment = environment;
        this.user = user.withErrorOnOutput();
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** Does what the arguments say; the exit code. */
    public int run(List<String> arguments) throws IOException, InterruptedException {
        return switch (PluginArguments.parse(arguments, environment.variables())) {
            case PluginArguments.Refused(String text, int exitCode) -> {
                print(text);
                yield exitCode;
            }
            case PluginArguments.Join join -> {
                print("\nStarting session with SessionId: %s\n"
                        .formatted(join.ticket().sessionId()));
                print(farewell(join, outcome(join)));
                yield 0;
            }
        };
    }

    private SessionOutcome outcome(PluginArguments.Join join) throws IOException, InterruptedException {
        var settings = join.settings();
        var config = AwsConfig.load(environment, Optional.of(settings.profile()));
        var endpoint = settings.endpoint().isEmpty()
                ? config.endpoint("ssm", settings.region())
                : AwsConfig.endpoint(settings.endpoint());
        try (var route = SessionRoute.to(endpoint, settings.region(), config, clock, nanoClock)) {
            return new ClientSession(join.ticket(), route, user).run();
        }
    }

    private static String farewell(PluginArguments.Join join, SessionOutcome outcome) {
        var id = join.ticket().sessionId();
        var exitCode = join.wantsExitCode() && outcome.exitCode().isPresent()
                ? "EXIT_CODE: " + outcome.exitCode().getAsInt()
                : "";
        return exitCode
                + switch (outcome.end()) {
                    case SessionEnd.Closed(String text)
                    when !text.isEmpty() -> "\n\nSessionId: %s : %s\n\n".formatted(id, text);
                    case SessionEnd.Closed _, SessionEnd.Left _ ->
                        "\n\nExiting session with sessionId: %s.\n\n".formatted(id);
                    case SessionEnd.Expired _ -> "Session: %s timed out.\n".formatted(id);
                    case SessionEnd.Failed(String why) -> "Cannot perform start session: %s\n".formatted(why);
                };
    }

    private void print(String text) throws IOException {
        user.output().write(text.getBytes(UTF_8));
        user.output().flush();
    }
}

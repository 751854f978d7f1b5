// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sallyport.client.aws.AwsConfig;
import sallyport.client.aws.AwsConfigException;
import sallyport.client.aws.AwsEnvironment;
import sallyport.client.aws.CredentialsFile;
import sallyport.client.aws.LoginCredentials;
import sallyport.client.aws.Sts;
import sallyport.client.session.SessionRoute;
import sallyport.client.session.UserEnd;
import sallyport.wire.message.Messages;

/** {@code sallyport login}: credentials with MFA in a profile of their own, for every tool that reads {@code ~/.aws}. */
@Command(
        name = "login",
        sortOptions = false,
        header = "Asks for a code of your MFA device and gets credentials that expire.",
        description = {
            "",
            "They go into a profile of ~/.aws/credentials that only you can read. With --credential-process they are printed",
            "as well, and asked for only when those of the profile are about to expire: a line for ~/.aws/config is",
            "credential_process = sallyport login --credential-process --profile NAME",
            ""
        })
final class LoginCommand implements Callable<Integer> {
    /** Callers ask again when less than this remains. */
    private static final Duration SPARE = Duration.ofMinutes(15);

    private static final int MAX_CODE = 64;

    private final AwsEnvironment environment;
    private final UserEnd user;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    @Option(names = "--serial-number", paramLabel = "ARN", description = "The device; else the profile's mfa_serial.")
    private @Nullable String serial;

    @Option(
            names = "--duration-seconds",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long they are good, 900 to 129600. Without this an hour.")
    private int seconds;

    @Option(names = "--into", paramLabel = "NAME", description = "The profile to write; else the one in use and -mfa.")
    private @Nullable String into;

    @Option(names = "--credential-process", description = "Print them as AWS's tools want it from such a program.")
    private boolean credentialProcess;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    LoginCommand(AwsEnvironment environment, UserEnd user, InstantSource clock, LongSupplier nanoClock) {
        this.environment = environment;
        this.user = user;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    @Override
    public Integer call() throws IOException {
        var config = server.config(environment);
        String profile = Optional.ofNullable(into).orElse(config.profile() + "-mfa");
        var file = CredentialsFile.of(environment);
        var known = credentialProcess
                ? file.find(profile)
                        .filter(found -> found.goodUntil(clock.instant().plus(SPARE)))
                : Optional.<LoginCredentials>empty();
        if (known.isPresent()) {
            return print(known.get());
        }
        LoginCredentials issued = ask(config);
        file.put(profile, issued, config.wayToServer());
        if (credentialProcess) {
            return print(issued);
        }
        user.notices()
                .write("sallyport: profile \"%s\" is good until %s\n"
                        .formatted(profile, issued.expiration())
                        .getBytes(UTF_8));
        return 0;
    }

    private LoginCredentials ask(AwsConfig config) throws IOException {
        String device = Optional.ofNullable(serial)
                .or(config::mfaSerial)
                .orElseThrow(() -> new AwsConfigException(
                        "no MFA device: pass --serial-number, or give profile \"%s\" a setting mfa_serial"
                                .formatted(config.profile())));
        var endpoint = server.endpoint("sts", config);
        try (var route = SessionRoute.to(endpoint, server.region(config), config, clock, nanoClock)) {
            var sts = new Sts(route.http(), endpoint, server.region(config), config::credentials, clock);
            return sts.getSessionToken(device, code(device), seconds);
        }
    }

    /** COMPAT: the question in the words of AWS's CLI, which people know. */
    private String code(String device) throws IOException {
        user.notices().write("Enter MFA code for %s: ".formatted(device).getBytes(UTF_8));
        user.notices().flush();
        var line = new ByteArrayOutputStream();
        int read = user.input().read();
        while (read >= 0 && read != '\n' && line.size() < MAX_CODE) {
            line.write(read);
            read = user.input().read();
        }
        String code = line.toString(UTF_8).strip();
        if (!code.matches("[0-9]{6}")) {
            throw new AwsConfigException("a code of an MFA device has six digits");
        }
        return code;
    }

    private int print(LoginCredentials credentials) throws IOException {
        user.output().write(Messages.write(credentials));
        user.output().write('\n');
        user.output().flush();
        return 0;
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of {@code sallyport server}. */
@Command(
        name = "sallyport server",
        description = "Runs the control plane and gateway until it is interrupted.",
        mixinStandardHelpOptions = true,
        versionProvider = ServerVersion.class,
        footer = {"", "The settings are explained in docs/operations.md."})
final class ServerOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "read settings from FILE", scope = ScopeType.INHERIT)
    @Nullable
    Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "setting data: directory of everything the server keeps",
            scope = ScopeType.INHERIT)
    @Nullable
    String data;

    @Option(names = "--listen", paramLabel = "ADDRESS:PORT", description = "setting listen; port 0 takes a free one")
    @Nullable
    String listen;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "setting public-url: how clients and nodes reach this server")
    @Nullable
    String publicUrl;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "any other setting; may be repeated",
            scope = ScopeType.INHERIT)
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--print-config", description = "print every setting with the value in force, and end")
    boolean printConfig;

    /** {@code sallyport server reset-admin}, with the settings of the server. */
    @Command(
            name = "reset-admin",
            description =
                    "Gives the administrator a new access key and voids the old ones. The server must be stopped.",
            mixinStandardHelpOptions = true)
    static final class ResetAdmin {}

    /** The settings in force: defaults, then the file, then the command line. */
    ServerConfig settings(Path home, boolean root) throws IOException, InvalidConfigException {
        Map<String, String> overrides = new LinkedHashMap<>(settings);
        put(overrides, "data", data);
        put(overrides, "listen", listen);
        put(overrides, "public-url", publicUrl);
        List<String> lines = config == null ? List.of() : Files.readAllLines(config);
        Path defaultData = root ? Path.of("/var/lib/sallyport") : home.resolve(".sallyport/server");
        return ServerConfigFile.parse(lines, overrides, defaultData);
    }

    private static void put(Map<String, String> overrides, String key, @Nullable String value) {
        if (value != null) {
            overrides.put(key, value);
        }
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of {@link ServerConfig}: parses and prints it. */
final class ServerConfigFile {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[^:\\s]+):([0-9]{1,5})");

    /** Values not read so far: what is left at the end is a key nobody knows. */
    private final Map<String, String> unread;

    private ServerConfigFile(Map<String, String> values) {
        this.unread = new LinkedHashMap<>(values);
    }

    /**
     * Parses the lines of a file, then the overrides of the command line, which win.
     *
     * @throws InvalidConfigException naming the key, what is wrong with it, and what to write instead
     */
    static ServerConfig parse(List<String> lines, Map<String, String> overrides, Path defaultData)
            throws InvalidConfigException {
        Map<String, String> values = new LinkedHashMap<>(keysOf(lines));
        values.putAll(overrides);
        ServerConfigFile file = new ServerConfigFile(values);
        ServerConfig config = file.read(defaultData);
        if (!file.unread.isEmpty()) {
            String key = file.unread.keySet().iterator().next();
            throw new InvalidConfigException(
                    "\"%s\" is no setting of the server; see `sallyport server --print-config` for all of them"
                            .formatted(key));
        }
        return config;
    }

    /** Prints every setting with the value in force, in the form that {@link #parse} reads. */
    static String print(ServerConfig config) {
        Map<String, Object> values = new TreeMap<>();
        values.put("data", config.data());
        values.put("listen", config.listen());
        config.publicUrl().ifPresent(url -> values.put("public-url", url));
        values.put("tls.hosts", String.join(", ", config.hosts()));
        config.domain().ifPresent(domain -> values.put("tls.domain", domain));
        values.put("tls.managed", config.tlsManaged());
        values.put("region", config.region());
        config.account().ifPresent(account -> values.put("account", account));
        values.put("database", withoutPassword(config.database()));
        values.put("http.max-connections", config.http().maxConnections());
        values.put("http.max-body", config.http().maxBody());
        values.put("http.header-timeout", print(config.http().headerTimeout()));
        values.put("http.body-timeout", print(config.http().bodyTimeout()));
        values.put("http.idle-timeout", print(config.http().idleTimeout()));
        values.put("session.idle-timeout", print(config.session().idleTimeout()));
        values.put("session.max-duration", print(config.session().maxDuration()));
        values.put("session.token-lifetime", print(config.session().tokenLifetime()));
        values.put("session.reauthorize-on-time", config.session().reauthorizeOnTime());
        values.put("ledger.checkpoint-every", print(config.ledger().checkpointEvery()));
        values.put("ledger.reserve", config.ledger().reserve());
        values.put("oidc.issuers", String.join(", ", config.oidcIssuers()));
        StringBuilder text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        return text.toString();
    }

    private ServerConfig read(Path defaultData) throws InvalidConfigException {
        return new ServerConfig(
                value("data", Path::of, defaultData),
                value("listen", ServerConfigFile::hostPort, new ServerConfig.HostPort("0.0.0.0", 8443)),
                optional("public-url", ServerConfigFile::publicUrl),
                value("tls.hosts", ServerConfigFile::list, List.of()),
                optional("tls.domain", Function.identity()),
                value("tls.managed", ServerConfigFile::yesNo, true),
                value("region", text -> matching(REGION, text, "letters, digits and hyphens"), "us-east-1"),
                optional("account", text -> matching(ACCOUNT, text, "12 digits")),
                value("database", ServerConfigFile::database, "sqlite"),
                new ServerConfig.Http(
                        value("http.max-connections", text -> number(text, 1, 1_000_000), 20_000),
                        value("http.max-body", ByteSize::parse, new ByteSize(4 << 20)),
                        value("http.header-timeout", ServerConfigFile::duration, Duration.ofSeconds(10)),
                        value("http.body-timeout", ServerConfigFile::duration, Duration.ofSeconds(30)),
                        value("http.idle-timeout", ServerConfigFile::duration, Duration.ofSeconds(75))),
                new ServerConfig.Session(
                        value("session.idle-timeout", ServerConfigFile::duration, Duration.ofMinutes(20)),
                        value("session.max-duration", ServerConfigFile::duration, Duration.ZERO),
                        value("session.token-lifetime", ServerConfigFile::duration, Duration.ofSeconds(60)),
                        value("session.reauthorize-on-time", ServerConfigFile::yesNo, false)),
                new ServerConfig.Ledger(
                        value("ledger.checkpoint-every", ServerConfigFile::duration, Duration.ofMinutes(5)),
                        value("ledger.reserve", ByteSize::parse, new ByteSize(256L << 20))),
                value("oidc.issuers", ServerConfigFile::list, List.of()));
    }

    private <T> T value(String key, Function<String, T> parser, T otherwise) throws InvalidConfigException {
        return optional(key, parser).orElse(otherwise);
    }

    private <T> Optional<T> optional(String key, Function<String, T> parser) throws InvalidConfigException {
        String text = unread.remove(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException("setting \"%s\": %s".formatted(key, e.getMessage()), e);
        }
    }

    private static Map<String, String> keysOf(List<String> lines) throws InvalidConfigException {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new InvalidConfigException(
                        "line %d is not of the form `key = value`: \"%s\"".formatted(i + 1, line));
            }
            String key = line.substring(0, equals).strip();
            if (values.put(key, line.substring(equals + 1).strip()) != null) {
                throw new InvalidConfigException("line %d sets \"%s\" a second time".formatted(i + 1, key));
            }
        }
        return values;
    }

    private static ServerConfig.HostPort hostPort(String text) {
        Matcher matcher = HOST_PORT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"%s\" is not of the form address:port".formatted(text));
        }
        String host = matcher.group(1).replaceAll("[\\[\\]]", "");
        return new ServerConfig.HostPort(host, number(matcher.group(2), 0, 65_535));
    }

    private static URI publicUrl(String text) {
        URI url = URI.create(text);
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("\"%s\" is not of the form https://host:port".formatted(text));
        }
        return url;
    }

    private static String database(String text) {
        if (!text.equals("sqlite") && !text.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("write sqlite or a jdbc:postgresql: URL");
        }
        return text;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static boolean yesNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("\"%s\" is neither true nor false".formatted(text));
        };
    }

    private static int number(String text, int least, int most) {
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException("%d is outside %d to %d".formatted(value, least, most));
        }
        return value;
    }

    private static String matching(Pattern pattern, String text, String form) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("\"%s\" does not consist of %s".formatted(text, form));
        }
        return text;
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a duration; write for example 500ms, 30s, 20m, 12h or 30d".formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String print(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.isZero() || duration.toSecondsPart() != 0) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutesPart() != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
    }

    private static String withoutPassword(String database) {
        return database.replaceAll("(?i)(password=)[^&]*", "$1***").replaceAll("//([^:/@]+):[^@]*@", "//$1:***@");
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.client.aws;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sallyport.transport.ProxySettings;
import sallyport.transport.Trust;
import sallyport.wire.sigv4.Credentials;

/**
 * The user's AWS settings, from environment variables and the profile in force.
 *
 * <p>The orders are AWS's: a profile given by name beats the variables with keys; for region, endpoint and certificate
 * authorities the variables beat the profile.
 */
public final class AwsConfig {
    private final AwsEnvironment environment;
    private final boolean profileWasAsked;
    private final String profileName;
    private final Map<String, String> config;
    private final Map<String, String> services;
    private final Map<String, String> credentialsFile;

    private AwsConfig(
            AwsEnvironment environment,
            boolean profileWasAsked,
            String profileName,
            IniFile configFile,
            IniFile credentialsFile) {
        this.environment = environment;
        this.profileWasAsked = profileWasAsked;
        this.profileName = profileName;
        config = configFile.section(configSection(profileName));
        services = configFile.section("services " + config.getOrDefault("services", ""));
        this.credentialsFile = credentialsFile.section(profileName);
    }

    /**
     * Reads the settings.
     *
     * @param profile the profile the user asked for; without one {@code AWS_PROFILE} decides, else {@code default}
     * @throws AwsConfigException when a profile is named that does not exist
     */
    public static AwsConfig load(AwsEnvironment environment, Optional<String> profile) throws IOException {
        var named = profile.filter(name -> !name.isBlank())
                .or(() -> environment.firstOf("AWS_PROFILE", "AWS_DEFAULT_PROFILE"));
        var name = named.orElse("default");
        var configFile = IniFile.read(environment.file("AWS_CONFIG_FILE", ".aws/config"));
        var credentialsFile = IniFile.read(environment.file("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials"));
        if (named.isPresent() && !configFile.has(configSection(name)) && !credentialsFile.has(name)) {
            throw new AwsConfigException(
                    "there is no profile \"%s\"; ~/.aws/config and ~/.aws/credentials list them".formatted(name));
        }
        boolean asked = profile.isPresent() && !profile.get().isBlank();
        return new AwsConfig(environment, asked, name, configFile, credentialsFile);
    }

    private static String configSection(String profile) {
        return profile.equals("default") ? profile : "profile " + profile;
    }

    /** The region calls are signed for. */
    public Optional<String> region() {
        return environment.firstOf("AWS_REGION", "AWS_DEFAULT_REGION").or(() -> setting("region"));
    }

    /**
     * Where a service is called.
     *
     * @param service AWS's id of the service in small letters, as in the section {@code services}
     */
    public URI endpoint(String service, String region) throws AwsConfigException {
        var url = environment
                .firstOf("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL")
                .or(() -> Optional.ofNullable(services.get(service + ".endpoint_url")))
                .or(() -> setting("endpoint_url"))
                .orElseGet(() -> "https://%s.%s.amazonaws.com".formatted(service, region));
        return endpoint(url);
    }

    /** The endpoint a user wrote as this text. */
    public static URI endpoint(String url) throws AwsConfigException {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException notEvenAUri) {
            throw new AwsConfigException("the endpoint \"%s\" is no https URL".formatted(url), notEvenAUri);
        }
        throw new AwsConfigException("the endpoint \"%s\" is no https URL".formatted(url));
    }

    /** The certificate authorities to believe: AWS's own variable first, then those other tools on PATH heed. */
    public Trust trust() {
        return environment
                .variable("AWS_CA_BUNDLE")
                .or(() -> setting("ca_bundle"))
                .or(() -> environment.firstOf("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"))
                .<Trust>map(bundle -> new Trust.CaFile(environment.expand(bundle)))
                .orElseGet(Trust.SystemDefault::new);
    }

    /** The name of the profile in force. */
    public String profile() {
        return profileName;
    }

    /** The serial number of the user's MFA device, as AWS's CLI has it for roles. */
    public Optional<String> mfaSerial() {
        return setting("mfa_serial");
    }

    /** What another profile needs from this one to reach the same server: region, endpoints and authorities. */
    public Map<String, String> wayToServer() {
        Map<String, String> way = new TreeMap<>();
        for (String key : new String[] {"region", "endpoint_url", "services", "ca_bundle"}) {
            setting(key).ifPresent(value -> way.put(key, value));
        }
        return way;
    }

    /** How to leave this network. */
    public ProxySettings proxies() {
        return ProxySettings.of(environment.variables());
    }

    /**
     * The credentials to sign with. Asked anew for each call that needs them, so short-lived ones may change in between.
     *
     * @throws AwsConfigException when there are none, or the profile gets them in a way this client does not know
     */
    public Credentials credentials() throws IOException {
        var found = profileWasAsked ? Optional.<Credentials>empty() : fromEnvironment();
        if (found.isEmpty()) {
            found = keys(credentialsFile);
        }
        if (found.isEmpty() && setting("credential_process").isPresent()) {
            return new CredentialProcess(environment)
                    .run(setting("credential_process").get());
        }
        return found.or(() -> keys(config)).orElseThrow(this::noCredentials);
    }

    private Optional<Credentials> fromEnvironment() throws AwsConfigException {
        var keyId = environment.variable("AWS_ACCESS_KEY_ID");
        var secret = environment.variable("AWS_SECRET_ACCESS_KEY");
        if (keyId.isPresent() != secret.isPresent()) {
            throw new AwsConfigException("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set together");
        }
        return keyId.map(id -> new Credentials(
                id, secret.orElseThrow(), environment.firstOf("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")));
    }

    private static Optional<Credentials> keys(Map<String, String> section) {
        var keyId = section.get("aws_access_key_id");
        var secret = section.get("aws_secret_access_key");
        return keyId == null || secret == null
                ? Optional.empty()
                : Optional.of(new Credentials(keyId, secret, Optional.ofNullable(section.get("aws_session_token"))));
    }

    private AwsConfigException noCredentials() {
        var all = new HashMap<>(config);
        all.putAll(credentialsFile);
        for (var elsewhere : new String[] {"role_arn", "sso_session", "sso_start_url", "login_session"}) {
            if (all.containsKey(elsewhere)) {
                return new AwsConfigException(
                        ("profile \"%s\" gets its credentials by %s, which only the aws CLI can do; "
                                        + "run: eval \"$(aws configure export-credentials --profile %s --format env)\"")
                                .formatted(profileName, elsewhere, profileName));
            }
        }
        return new AwsConfigException("no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
                + "or give profile \"%s\" keys in ~/.aws/credentials".formatted(profileName));
    }

    private Optional<String> setting(String key) {
        var own = Optional.ofNullable(config.get(key)).or(() -> Optional.ofNullable(credentialsFile.get(key)));
        return own.filter(value -> !value.isBlank());
    }
}

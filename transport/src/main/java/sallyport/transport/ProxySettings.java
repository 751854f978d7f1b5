// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which hosts are reached through an HTTP proxy, as {@code HTTPS_PROXY} and {@code NO_PROXY} say it.
 *
 * @param proxy where the proxy is, with user and password if it wants them; empty means none
 * @param exempt host names, domain suffixes or {@code *} that are dialled directly
 */
public record ProxySettings(Optional<URI> proxy, List<String> exempt) {
    private static final int DEFAULT_PORT = 80;

    public ProxySettings {
        exempt = List.copyOf(exempt);
        if (proxy.isPresent() && proxy.get().getHost() == null) {
            throw new IllegalArgumentException("a proxy is written as \"http://host:port\"");
        }
    }

    /** Every host is dialled directly. */
    public static ProxySettings none() {
        return new ProxySettings(Optional.empty(), List.of());
    }

    /**
     * Reads the two variables in either case, lower case first as curl does.
     *
     * @throws IllegalArgumentException when the proxy is not a URL with a host
     */
    public static ProxySettings of(Map<String, String> environment) {
        var proxy = environment.getOrDefault("https_proxy", environment.getOrDefault("HTTPS_PROXY", ""));
        if (proxy.isBlank()) {
            return none();
        }
        var exempt = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        return new ProxySettings(
                Optional.of(URI.create(proxy.contains("://") ? proxy : "http://" + proxy)),
                List.of(exempt.replace(" ", "").split(",")));
    }

    /** The proxy for a host; loopback names are always dialled directly. */
    Optional<URI> forHost(String host) {
        if (proxy.isEmpty() || host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return Optional.empty();
        }
        for (var entry : exempt) {
            var name = entry.startsWith(".") ? entry.substring(1) : entry;
            if (entry.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))) {
                return Optional.empty();
            }
        }
        return proxy;
    }

    static int portOf(URI proxy) {
        return proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
    }

    static Optional<String> authorizationOf(URI proxy) {
        return Optional.ofNullable(proxy.getUserInfo())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.federation;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys of the issuers an operator has named, kept for some minutes. Thread-safe; one download at a time. */
public final class IssuerKeys {
    private static final System.Logger LOG = System.getLogger(IssuerKeys.class.getName());

    private static final Duration KEPT = Duration.ofMinutes(10);

    /** A new key is looked for no more often than this, whatever tokens come. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(30);

    private final Set<String> issuers;
    private final Download download;
    private final InstantSource clock;

    /** Guarded by this: by issuer, no more of them than were named. */
    private final Map<String, Kept> kept = new HashMap<>();

    private record Kept(Instant asked, Optional<JWKSet> keys) {}

    /** {@code issuers}: URLs as they stand in tokens. */
    public IssuerKeys(Set<String> issuers, Download download, InstantSource clock) {
        this.issuers = Set.copyOf(issuers);
        this.download = download;
        this.clock = clock;
    }

    /**
     * The keys of an issuer; empty if it was not named, or does not answer.
     *
     * @param keyId the key that is wanted: if it is not among those that are known, newer ones are looked for
     */
    synchronized Optional<JWKSet> of(String issuer, Optional<String> keyId) {
        if (!issuers.contains(issuer)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Kept> known = Optional.ofNullable(kept.get(issuer));
        if (known.filter(earlier -> stillGood(earlier, keyId, now)).isPresent()) {
            return known.get().keys();
        }
        Optional<JWKSet> keys = ask(issuer);
        kept.put(issuer, new Kept(now, keys));
        return keys;
    }

    /** Whether what was learnt earlier will do: the wanted key is among it, or it is too soon to ask again. */
    private static boolean stillGood(Kept earlier, Optional<String> keyId, Instant now) {
        boolean there = earlier.keys()
                .filter(keys -> keyId.isEmpty() || keys.getKeyByKeyId(keyId.get()) != null)
                .isPresent();
        return earlier.asked().plus(there ? KEPT : ASKED_AGAIN).isAfter(now);
    }

    private Optional<JWKSet> ask(String issuer) {
        try {
            JsonNode discovery = JsonMapper.shared()
                    .readTree(download.get(
                            URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration")));
            if (!discovery.path("issuer").asString("").equals(issuer)) {
                throw new IOException("the issuer calls itself by another name");
            }
            return Optional.of(JWKSet.parse(
                    download.get(URI.create(discovery.path("jwks_uri").asString("")))));
        } catch (IOException | ParseException | JacksonException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "keys of an identity provider cannot be had issuer=" + issuer, e);
            return Optional.empty();
        }
    }
}

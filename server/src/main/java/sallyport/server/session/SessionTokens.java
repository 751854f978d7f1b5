// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import sallyport.server.keys.Secret;
import sallyport.server.keys.TokenHash;
import sallyport.server.session.TokenVerdict.Accepted;
import sallyport.server.session.TokenVerdict.Refused;
import sallyport.server.session.TokenVerdict.TooLate;
import sallyport.server.store.Place;
import sallyport.server.store.SessionTable;
import sallyport.server.store.SessionTokenTable;
import sallyport.server.store.Store;
import sallyport.server.store.Tables;

/**
 * The tokens that open data channels: 256 random bits, each for one side of one session, good once and for a short time. The
 * store alone knows them, as hashes, so they are what they are through every restart.
 */
final class SessionTokens {

    // COMPAT: AWS's tokens begin with "AAEAA", which is base64 of the bytes 0, 1, 0 and more zeros
    private static final byte[] PREFIX = {0, 1, 0, 0};

    private static final int RANDOM_BYTES = 32;

    private final Store store;
    private final Place place;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration lifetime;

    SessionTokens(Store store, Place place, SecureRandom random, InstantSource clock, Duration lifetime) {
        this.store = store;
        this.place = place;
        this.random = random;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    Secret random() {
        byte[] token = new byte[PREFIX.length + RANDOM_BYTES];
        random.nextBytes(token);
        System.arraycopy(PREFIX, 0, token, 0, PREFIX.length);
        return new Secret(Base64.getEncoder().encodeToString(token));
    }

    /** Within a transaction: makes {@code token} the only good one of a side. */
    void put(Tables tables, SessionId session, Side side, Secret token) {
        tables.sessionTokens()
                .put(new SessionTokenTable.Row(
                        session.text(),
                        side.name(),
                        TokenHash.of(token).hex(),
                        clock.instant().plus(lifetime).toEpochMilli(),
                        false));
    }

    /** A new token, the only good one of its side from now on; empty if there is no such session or it has ended. */
    Optional<Secret> issue(SessionId session, Side side) {
        Secret token = random();
        return store.write(place, tables -> {
            if (!goesOn(tables, session)) {
                return Optional.empty();
            }
            put(tables, session, side, token);
            return Optional.of(token);
        });
    }

    TokenVerdict redeem(SessionId session, String token) {
        // a look first: anybody may bring wrong tokens, and they shall not keep the store from writing
        TokenVerdict verdict = store.read(place, tables -> judge(tables, session, token));
        return switch (verdict) {
            case Refused refused -> refused;
            case Accepted _, TooLate _ -> store.write(place, tables -> consume(tables, session, token));
        };
    }

    /** Deletes tokens that are of no use any more. */
    void purge() {
        store.<Boolean>write(place, tables -> {
            tables.sessionTokens().deleteExpired(clock.millis());
            return true;
        });
    }

    private TokenVerdict consume(Tables tables, SessionId session, String token) {
        TokenVerdict verdict = judge(tables, session, token);
        switch (verdict) {
            case Refused _ -> {} // someone else was faster
            case Accepted _, TooLate _ ->
                matching(tables, session, token)
                        .forEach(row -> tables.sessionTokens()
                                .put(new SessionTokenTable.Row(
                                        row.sessionId(), row.side(), row.tokenHash(), row.expires(), true)));
        }
        return verdict;
    }

    private TokenVerdict judge(Tables tables, SessionId session, String token) {
        Optional<SessionTable.Row> known = tables.sessions().find(session.text());
        if (known.isEmpty()) {
            return Refused.NO_SUCH_SESSION;
        }
        List<SessionTokenTable.Row> matching = matching(tables, session, token);
        if (matching.isEmpty()) {
            return Refused.UNKNOWN;
        }
        SessionTokenTable.Row row = matching.getFirst();
        if (row.used()) {
            return Refused.USED;
        }
        if (clock.millis() >= row.expires()) {
            return Refused.EXPIRED;
        }
        Side side = Side.valueOf(row.side());
        return SessionRows.session(known.get())
                .end()
                .map(end -> side == Side.CLIENT
                        ? new TooLate(end.reason().farewell())
                        : (TokenVerdict) Refused.SESSION_ENDED)
                .orElse(new Accepted(side));
    }

    private static List<SessionTokenTable.Row> matching(Tables tables, SessionId session, String token) {
        return tables.sessionTokens().of(session.text()).stream()
                .filter(row -> new TokenHash(row.tokenHash()).matches(token))
                .toList();
    }

    private static boolean goesOn(Tables tables, SessionId session) {
        return tables.sessions()
                .find(session.text())
                .filter(row -> row.ended() == null)
                .isPresent();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.gateway;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import sallyport.ledger.Ledger;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerException;
import sallyport.server.http.BoundedLog;
import sallyport.server.session.SessionId;
import sallyport.server.session.Side;
import sallyport.wire.message.OpenDataChannel;

/**
 * What is put on record about data channels. Thread-safe; its lock is a leaf.
 *
 * <p>Whoever has a good token is entered on the ledger before the connection counts: a token is given out by a call that is on the ledger itself, so there are no more
 * entries than calls. SECURITY: everybody else needs nothing but a socket, so what they cause is bounded. A refusal that names a session gets an entry of its own, up to
 * {@link #ENTRIES_PER_SESSION} a minute for one session and {@link #ENTRIES_PER_MINUTE} for all; those beyond, and all that name no session, are counted per address and minute as
 * other strangers' requests are. The log has the same bound of its own.
 */
final class ChannelTrail {
    /** Some 400 bytes each: at most 37 MB of ledger a day, whoever knocks and however often. */
    static final int ENTRIES_PER_MINUTE = 64;

    /** One stubborn stranger must not use up what all sessions share. */
    static final int ENTRIES_PER_SESSION = 4;

    static final int LINES_PER_MINUTE = 60;

    /** What strangers are counted under, beside the codes of API errors. */
    private static final String COUNTED_AS = "DataChannelRefused";

    /** The version is the peer's own text. */
    private static final int MAX_VERSION_CHARS = 64;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");

    private final Ledger ledger;
    private final System.Logger unbounded;
    private final InstantSource clock;
    private final BoundedLog log;
    private final LongAdder refused = new LongAdder();
    private final LongAdder badFrames = new LongAdder();
    private final LongAdder broken = new LongAdder();

    // guarded by this
    private final Map<SessionId, Integer> entered = new HashMap<>();
    private int enteredInAll;
    private Instant begun = Instant.MIN;

    ChannelTrail(Ledger ledger, System.Logger log, InstantSource clock) {
        this.ledger = ledger;
        this.unbounded = log;
        this.clock = clock;
        this.log = new BoundedLog(log, clock, LINES_PER_MINUTE);
    }

    /** Connections refused since the start. */
    long refused() {
        return refused.sum();
    }

    /** Connections closed for a frame since the start. */
    long badFrames() {
        return badFrames.sum();
    }

    /** Connections broken since the start, other than by a refusal or a frame. */
    long broken() {
        return broken.sum();
    }

    /**
     * One end of a session has shown its token. Blocks.
     *
     * @throws LedgerException when that is not on the ledger; the connection must be refused then
     */
    void opened(SessionId session, Side side, InetSocketAddress remote, OpenDataChannel open) throws LedgerException {
        String version = open.clientVersion() == null ? "" : open.clientVersion();
        ledger.append(new LedgerEvent.ChannelOpened(
                session.text(), side.name().toLowerCase(Locale.ROOT), address(remote), shortened(version)));
    }

    /** A connection to a session is refused. Blocks, unless there are too many. {@code why} must be our words, not the peer's. */
    void refused(SessionId session, InetSocketAddress remote, String why) {
        refused.increment();
        log.warn("data channel refused session=" + session.text() + " remote=" + address(remote) + " cause=" + why);
        if (mayEnter(session)) {
            enter(session, remote, why);
        } else {
            ledger.unauthenticated(address(remote), COUNTED_AS);
        }
    }

    /** Somebody whose signature is good is refused: an entry each, as for every denied call. Blocks. */
    void refusedSigner(SessionId session, InetSocketAddress remote, String why) {
        refused.increment();
        log.warn("data channel refused session=" + session.text() + " remote=" + address(remote) + " cause=" + why);
        enter(session, remote, why);
    }

    /** A connection is refused that names no session of ours. Does not block. */
    void refusedStranger(InetSocketAddress remote, String why) {
        refused.increment();
        log.warn("data channel refused remote=" + address(remote) + " cause=" + why);
        ledger.unauthenticated(address(remote), COUNTED_AS);
    }

    /** An end that had shown its token sent what none may send, and is being closed. Does not block. */
    void badFrame(SessionId session, Side side, InetSocketAddress remote, String why) {
        badFrames.increment();
        log.warn("bad frame session=" + session.text() + " side=" + side + " remote=" + address(remote) + " cause="
                + why);
    }

    /** A connection ended in a way that somebody should look at. Does not block. */
    void broken(SessionId session, InetSocketAddress remote, int code, String why) {
        broken.increment();
        log.warn("data channel broken session=" + session.text() + " remote=" + address(remote) + " code=" + code
                + " cause=" + why);
    }

    private void enter(SessionId session, InetSocketAddress remote, String why) {
        try {
            ledger.append(new LedgerEvent.ChannelRefused(session.text(), address(remote), why));
        } catch (LedgerException e) {
            unbounded.log(Level.ERROR, "a refused data channel is not on the ledger session=" + session, e);
        }
    }

    private synchronized boolean mayEnter(SessionId session) {
        Instant now = clock.instant();
        if (begun.isAfter(now) || !begun.isAfter(now.minus(WINDOW))) {
            begun = now;
            entered.clear();
            enteredInAll = 0;
        }
        if (enteredInAll >= ENTRIES_PER_MINUTE || entered.getOrDefault(session, 0) >= ENTRIES_PER_SESSION) {
            return false;
        }
        entered.merge(session, 1, Integer::sum);
        enteredInAll++;
        return true;
    }

    private static String address(InetSocketAddress remote) {
        return remote.getAddress().getHostAddress();
    }

    private static String shortened(String version) {
        String start = version.length() <= MAX_VERSION_CHARS ? version : version.substring(0, MAX_VERSION_CHARS);
        return CONTROL_CHARACTER.matcher(start).replaceAll("?");
    }
}

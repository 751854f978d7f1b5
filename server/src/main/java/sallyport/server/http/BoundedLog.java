// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * A log for what strangers can cause as often as they like: so many lines in a minute and no more. The line that reaches the bound says so, and the first line of
 * a later minute is preceded by the number of those left out. Control characters become question marks: lines may quote what a peer said. Thread-safe; its lock is a leaf.
 */
public final class BoundedLog {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** SECURITY: a line break in what a peer says would let it write lines of its own. */
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");

    private final System.Logger log;
    private final InstantSource clock;
    private final int linesPerMinute;

    // guarded by this
    private Instant begun = Instant.MIN;
    private int lines;
    private long leftOut;

    /** An unused bound over {@code log}. */
    public BoundedLog(System.Logger log, InstantSource clock, int linesPerMinute) {
        this.log = log;
        this.clock = clock;
        this.linesPerMinute = linesPerMinute;
    }

    /** Writes a warning, unless there were too many in this minute; then it is only counted. */
    public void warn(String line) {
        long before;
        boolean last;
        synchronized (this) {
            before = startWindow(clock.instant());
            if (lines >= linesPerMinute) {
                leftOut++;
                return;
            }
            lines++;
            last = lines == linesPerMinute;
        }
        if (before > 0) {
            log.log(Level.WARNING, "lines left out count=" + before);
        }
        String printable = CONTROL_CHARACTER.matcher(line).replaceAll("?");
        log.log(Level.WARNING, printable + (last ? " (further lines of this minute are left out)" : ""));
    }

    /** Starts over if the minute has passed or the clock was set back; returns how many lines the last one left out. */
    private long startWindow(Instant now) {
        if (!begun.isAfter(now) && begun.isAfter(now.minus(WINDOW))) {
            return 0;
        }
        long before = leftOut;
        begun = now;
        lines = 0;
        leftOut = 0;
        return before;
    }
}

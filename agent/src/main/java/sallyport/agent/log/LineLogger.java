// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Ours from INFO on, all others' from WARNING on, each as {@code 2026-11-22T12:00:00.000Z WARNING control.Heartbeat [heartbeat] text}: time, level, logger, thread,
 * text. Safe for any thread.
 */
public final class LineLogger implements System.Logger {
    private static final String OURS = "sallyport.";
    private static final String AGENT = "sallyport.agent.";

    private final String name;
    private final Level least;
    private final PrintStream out;
    private final InstantSource clock;

    public LineLogger(String name, PrintStream out, InstantSource clock) {
        this.name = name;
        this.least = name.startsWith(OURS) ? Level.INFO : Level.WARNING;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return level != Level.OFF && level.getSeverity() >= least.getSeverity();
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            write(level, String.valueOf(message), thrown);
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {
        if (isLoggable(level)) {
            write(level, filled(String.valueOf(format), values == null ? new Object[0] : values), null);
        }
    }

    private void write(Level level, String text, @Nullable Throwable thrown) {
        var line = new StringBuilder()
                .append(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(level)
                .append(' ')
                .append(name.startsWith(AGENT) ? name.substring(AGENT.length()) : name)
                .append(" [")
                .append(Thread.currentThread().getName())
                .append("] ");
        appendOneLine(line, text);
        if (thrown != null) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            line.append(System.lineSeparator()).append(trace.toString().stripTrailing());
        }
        out.println(line);
    }

    /** SECURITY: a text from outside must not make a line of its own, nor drive the terminal of whoever reads the log. */
    private static void appendOneLine(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            line.append(Character.isISOControl(next) ? ' ' : next);
        }
    }

    /** Puts values in for {@code {0}} to {@code {9}}; {@link java.text.MessageFormat} would load a locale's tables for that. */
    private static String filled(String format, @Nullable Object[] values) {
        var filled = new StringBuilder(format.length() + 64);
        for (int i = 0; i < format.length(); i++) {
            char next = format.charAt(i);
            int index = next == '{' && i + 2 < format.length() && format.charAt(i + 2) == '}'
                    ? format.charAt(i + 1) - '0'
                    : -1;
            if (index >= 0 && index < values.length) {
                filled.append(values[index]);
                i += 2;
            } else {
                filled.append(next);
            }
        }
        return filled.toString();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code docs/bad-input.md}: input, reply, and what came onto the ledger or into the log because of it. */
final class BadInputTable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern LOG = Pattern.compile("^\\S+ (WARN|ERROR)\\s+\\S+ \\[[^]]*] (.*)$");
    private static final Pattern CODE = Pattern.compile("(?:^|, then )\\d{3} ([A-Z]\\w+)(?=:|,|$)");

    private static final double MIB = 1 << 20;
    private static final long SETTLING_MILLIS = 300;

    private static final Set<String> PREPARATIONS = Set.of("ServerStarted", "Checkpointed");

    private final ObservedServer server;
    private final StringBuilder rows = new StringBuilder();
    private final StringBuilder heap = new StringBuilder("| section | MiB before | MiB after |\n|---|---|---|\n");
    private long heapBytes;
    private final Map<String, Long> counted = new TreeMap<>();

    BadInputTable(ObservedServer server) throws IOException, InterruptedException {
        this.server = server;
        this.heapBytes = server.heapBytes();
    }

    interface Rows {
        void add() throws Exception;
    }

    interface Input {
        String reply() throws Exception;
    }

    void section(String name, Rows add) throws Exception {
        rows.append("\n### ").append(name).append("\n\n| input | reply | ledger or log |\n|---|---|---|\n");
        add.add();
        long after = server.heapBytes();
        heap.append(String.format(Locale.ROOT, "| %s | %.1f | %.1f |\n", name, heapBytes / MIB, after / MIB));
        heapBytes = after;
    }

    void row(String name, Input input) throws Exception {
        int ledger = server.ledger(0).size();
        int log = server.log(0).size();
        String reply = input.reply();
        List<String> traces = traces(ledger, log);
        if (reply.contains("close")) {
            traces = settled(ledger, log); // whoever hangs up may write about it afterwards
        }
        Matcher code = CODE.matcher(reply);
        while (code.find()) {
            if (!onLedger(ledger, code.group(1))) {
                counted.merge(code.group(1), 1L, Long::sum);
                traces.add("counted");
            }
        }
        rows.append("| ").append(shown(name)).append(" | ").append(shown(reply)).append(" | ");
        rows.append(traces.isEmpty() ? "none" : shown(String.join("; ", traces)))
                .append(" |\n");
    }

    private List<String> settled(int ledger, int log) throws InterruptedException {
        List<String> before;
        List<String> now = traces(ledger, log);
        do {
            before = now;
            Thread.sleep(SETTLING_MILLIS);
            now = traces(ledger, log);
        } while (!now.equals(before));
        return now;
    }

    private List<String> traces(int ledger, int log) {
        Set<String> traces = new LinkedHashSet<>();
        for (String line : server.ledger(ledger)) {
            String words = words(JSON.readTree(line).path("entry").path("event"));
            if (!words.isEmpty()) {
                traces.add(words);
            }
        }
        for (String line : server.log(log)) {
            Matcher found = LOG.matcher(line);
            if (found.matches()) {
                traces.add("log: " + found.group(1) + " " + found.group(2));
            }
        }
        return new ArrayList<>(traces);
    }

    private boolean onLedger(int from, String code) {
        return server.ledger(from).stream().anyMatch(line -> line.contains("\"errorCode\":\"" + code + "\""));
    }

    /** How often each code stands in the rows that say "counted". */
    Map<String, Long> counted() {
        return counted;
    }

    /** The same, as the stopped server has entered it. */
    Map<String, Long> countedOnLedger() {
        Map<String, Long> entered = new TreeMap<>();
        for (String line : server.ledger(0)) {
            JsonNode event = JSON.readTree(line).path("entry").path("event");
            if (event.path("type").asString("").equals("Unauthenticated")) {
                entered.merge(
                        event.path("errorCode").asString(""),
                        event.path("count").asLong(),
                        Long::sum);
            }
        }
        return entered;
    }

    private static String words(JsonNode event) {
        String type = event.path("type").asString("");
        if (PREPARATIONS.contains(type) || type.equals("Unauthenticated")) {
            return "";
        }
        List<String> words = new ArrayList<>(List.of(type));
        for (JsonNode detail : List.of(
                event.path("call").path("operation"),
                event.path("result"),
                event.path("errorCode"),
                event.path("reason"))) {
            if (!detail.asString("").isEmpty()) {
                words.add(detail.asString(""));
            }
        }
        return String.join(" ", words);
    }

    /** Without what differs from run to run, and fit for a cell. */
    private static String shown(String text) {
        return text.replaceAll("mi-[0-9a-f]{17}", "mi-…")
                .replaceAll("\\d{12}:", "…:")
                .replaceAll("\\d{8}T\\d{6}Z", "…")
                .replaceAll("admin-[0-9a-z]+", "admin-…")
                .replaceAll("remote=\\S+ ", "")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .replace("|", "¦")
                .strip();
    }

    String rows() {
        return rows.toString();
    }

    String heap() {
        return heap.toString();
    }
}

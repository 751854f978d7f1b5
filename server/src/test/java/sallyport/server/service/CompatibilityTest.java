// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.aws.Operation;
import sallyport.server.aws.Service;
import sallyport.testkit.LeakCheck;

/** The table of operations in {@code docs/compatibility.md} is what {@link Services} says, and written from it with -Dupdate.golden. */
@ExtendWith(LeakCheck.class)
class CompatibilityTest {
    private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
    private static final String BEGIN = "<!-- operations, written by CompatibilityTest -->\n";
    private static final String END = "<!-- end of operations -->\n";

    @Test
    void listsEveryOperationThatIsServed(@TempDir Path directory) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table;
        try (TestApi api = new TestApi(directory)) {
            table = table(api.services());
        }
        if (System.getProperty("update.golden") != null) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as("the table in %s, to be rewritten with -Dupdate.golden", PAGE)
                    .isEqualTo(table);
        }
    }

    private static String table(List<Service> services) {
        StringBuilder table = new StringBuilder("""
                | service | operation | signed by | effect | on the ledger |
                |---|---|---|---|---|
                """);
        services.stream()
                .sorted(Comparator.comparing(Service::model))
                .forEach(service -> service.operations().stream()
                        .sorted(Comparator.comparing(Operation::name))
                        .forEach(operation -> table.append(row(service, operation))));
        return table.toString();
    }

    private static String row(Service service, Operation<?, ?, ?> operation) {
        String signedBy = switch (operation.authentication()) {
            case ACCESS_KEY -> "access key";
            case NODE_KEY -> "key of the node";
            case NONE -> "nobody: carries a secret of its own";
        };
        String ledger =
                operation.heartbeat() ? "when refused" : operation.mutates() ? "intent and outcome" : "one entry";
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |\n",
                service.model(),
                operation.name(),
                signedBy,
                operation.mutates() ? "changes" : "reads",
                ledger);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sallyport.server.session.TestSessions.TestLive;
import sallyport.server.store.TestDatabase;
import sallyport.testkit.LeakCheck;

/** A store that fails for a while: an end that it did not take is written down later. */
@ExtendWith(LeakCheck.class)
class UnsavedEndTest {

    @TempDir
    Path directory;

    @Test
    void writesAnEndDownWhenTheStoreWorksAgain() throws IOException, SQLException {
        try (TestSessions test = new TestSessions(TestDatabase.SQLITE, directory)) {
            SessionId id = test.connect(new TestLive());
            execute("CREATE TRIGGER refuse BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'no'); END");
            test.sessions().ended(id, new EndReason.UserEnded());
            test.sessions().tick();
            assertThat(test.sessions().find(id).orElseThrow().status()).isEqualTo(SessionStatus.TERMINATED);
            assertThat(endInStore(test, id)).isFalse();

            execute("DROP TRIGGER refuse");
            test.sessions().tick();
            assertThat(endInStore(test, id)).isTrue();
            assertThat(test.recordedEnds()).as("on the ledger once").hasSize(1);
            test.restart();
            assertThat(test.sessions()
                            .find(id)
                            .orElseThrow()
                            .end()
                            .orElseThrow()
                            .reason())
                    .isEqualTo(new EndReason.UserEnded());
        }
    }

    private static boolean endInStore(TestSessions test, SessionId id) {
        return test.home.store.<Boolean>read(
                test.home.home.place(),
                tables -> tables.sessions().find(id.text()).orElseThrow().ended() != null);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store/sallyport.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

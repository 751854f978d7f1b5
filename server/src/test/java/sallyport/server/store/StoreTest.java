// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class StoreTest {

    private static final Place PLACE = new Place("111122223333", "us-east-1");

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private StoreConfig config;
    private Store store;

    @BeforeEach
    void open() {
        config = database.fresh(directory);
        store = Store.open(config);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsWhatWasWrittenWhenItIsOpenedAgain() {
        insert("ops");
        store.close();
        store = Store.open(config);
        assertThat(exists("ops")).isTrue();
    }

    @Test
    void givesTheResultOfAChange() {
        assertThat(store.<String>write(PLACE, tables -> {
                    tables.roles().insert(role("ops"));
                    return tables.roles().find("ops").orElseThrow().roleId();
                }))
                .isEqualTo("AROA-ops");
    }

    @Test
    void keepsPlacesApart() {
        insert("ops");
        Place elsewhere = new Place(PLACE.account(), "eu-west-1");
        assertThat(store.<Boolean>read(
                        elsewhere, tables -> tables.roles().find("ops").isPresent()))
                .isFalse();
    }

    @Test
    void undoesEverythingOfAChangeThatThrows() {
        assertThatThrownBy(() -> store.write(PLACE, tables -> {
                    tables.roles().insert(role("ops"));
                    throw new IllegalArgumentException("changed my mind");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("changed my mind");
        assertThat(exists("ops")).isFalse();
    }

    @Test
    void reportsWhatTheDatabaseRefuses() {
        insert("ops");
        assertThatThrownBy(() -> insert("ops")).isInstanceOf(StoreException.class);
        assertThat(exists("ops")).isTrue();
    }

    @Test
    void keepsTheOtherChangesOfABatchInWhichOneThrows() throws Exception {
        CountDownLatch queued = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // the first change holds the writer up until all the others wait, so they are committed together
            Future<?> first = callers.submit(() -> store.write(PLACE, _ -> await(queued)));
            List<Future<?>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                others.add(callers.submit(() -> store.write(PLACE, tables -> {
                    tables.roles().insert(role("role" + number));
                    if (number % 2 == 1) {
                        throw new IllegalArgumentException("odd");
                    }
                    return true;
                })));
            }
            queued.countDown();
            first.get();
            for (int i = 0; i < others.size(); i++) {
                assertThat(outcome(others.get(i))).as("change %d", i).isEqualTo(i % 2 == 0 ? "kept" : "odd");
            }
        }
        assertThat(IntStream.range(0, 20).filter(i -> exists("role" + i)))
                .containsExactlyInAnyOrder(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
    }

    @Test
    void readersSeeTheOldStateWhileAChangeGoesOn() {
        store.<Boolean>write(PLACE, tables -> {
            tables.roles().insert(role("ops"));
            assertThat(exists("ops")).isFalse();
            return true;
        });
        assertThat(exists("ops")).isTrue();
    }

    @Test
    void refusesAChangeWithinAChange() {
        assertThatThrownBy(() -> store.<Boolean>write(PLACE, _ -> {
                    insert("inner");
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readersCannotWrite() {
        assertThatThrownBy(() -> store.read(PLACE, tables -> {
                    tables.roles().insert(role("ops"));
                    return true;
                }))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void refusesChangesAfterItIsClosed() {
        store.close();
        assertThatThrownBy(() -> insert("late"))
                .isInstanceOf(StoreException.class)
                .hasMessage("the store is closed");
    }

    @Test
    void finishesTheChangesThatWaitWhenItIsClosed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> change = callers.submit(() -> store.<Boolean>write(PLACE, tables -> {
                started.countDown();
                tables.roles().insert(role("ops"));
                return await(goOn);
            }));
            started.await();
            Future<?> closing = callers.submit(store::close);
            goOn.countDown();
            assertThat(change.get()).isTrue();
            closing.get();
        }
        store = Store.open(config);
        assertThat(exists("ops")).isTrue();
    }

    @Test
    void refusesTheSchemaOfALaterVersion() {
        store.close();
        try (Database raw = Database.open(config)) {
            Jdbi.create(raw.writer()).useHandle(handle -> handle.execute("""
                    INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                        installed_by, installed_on, execution_time, success)
                    VALUES (9999, '9999', 'from the future', 'SQL', 'V9999__x.sql', 1, 'me', CURRENT_TIMESTAMP, 1, TRUE)"""));
        }
        assertThatThrownBy(() -> Store.open(config))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("later version");
    }

    private void insert(String role) {
        store.<Boolean>write(PLACE, tables -> {
            tables.roles().insert(role(role));
            return true;
        });
    }

    private boolean exists(String role) {
        return store.<Boolean>read(PLACE, tables -> tables.roles().find(role).isPresent());
    }

    private static RoleTable.Row role(String name) {
        return RoleTable.Row.of("AROA-" + name, name, "", "{}", 1);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String outcome(Future<?> change) throws InterruptedException {
        try {
            change.get();
            return "kept";
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        }
    }
}

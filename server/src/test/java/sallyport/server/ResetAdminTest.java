// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sallyport.ledger.LedgerEntry;
import sallyport.ledger.LedgerEvent;
import sallyport.ledger.LedgerReader;
import sallyport.server.identity.AccessKey;
import sallyport.server.identity.Credentials;
import sallyport.server.identity.Home;
import sallyport.server.identity.Homes;
import sallyport.server.identity.NewAccessKey;
import sallyport.server.identity.Region;
import sallyport.server.keys.MasterKey;
import sallyport.server.keys.MasterKeyFile;
import sallyport.server.store.Store;
import sallyport.server.store.StoreConfig;
import sallyport.testkit.ManualClock;

class ResetAdminTest {
    private static final Pattern KEY_ID = Pattern.compile("aws_access_key_id = (\\S+)");
    private static final Pattern SECRET = Pattern.compile("aws_secret_access_key = (\\S+)");

    private final ManualClock clock = new ManualClock();
    private final SecureRandom random = new SecureRandom();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void replacesTheAdministratorsKeysAndPutsThatOnTheLedger() throws IOException {
        String first = firstStart();

        assertThat(run("reset-admin", "--data", directory.toString()))
                .as(err::toString)
                .isZero();

        Path file = directory.resolve("credentials");
        String text = Files.readString(file);
        String secret = found(SECRET, text);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(file.toString())
                .doesNotContain(secret);
        assertThat(credentials(credentials -> credentials.find(first)))
                .as("the old key")
                .isEmpty();
        AccessKey key = credentials(credentials -> credentials.find(found(KEY_ID, text)))
                .orElseThrow();
        assertThat(key.active()).isTrue();
        assertThat(key.secret().value()).isEqualTo(secret);
        assertThat(events())
                .filteredOn(LedgerEvent.AdministratorReset.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((LedgerEvent.AdministratorReset) event).user())
                        .isEqualTo(System.getProperty("user.name")));
    }

    @Test
    void refusesWhileAServerRuns() throws IOException {
        String first = firstStart();
        try (Store _ = Store.open(new StoreConfig.Embedded(directory))) {
            assertThat(run("reset-admin", "--data", directory.toString())).isEqualTo(1);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("sallyport server: another server is using \"" + directory + "\"; stop it first\n");
        assertThat(directory.resolve("credentials")).doesNotExist();
        assertThat(credentials(credentials -> credentials.find(first))).isPresent();
    }

    @Test
    void makesNothingWhereNoServerHasRun() {
        Path nowhere = directory.resolve("nowhere");
        assertThat(run("reset-admin", "--data", nowhere.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is not the data directory of a server");
        assertThat(nowhere).doesNotExist();
    }

    private int run(String... arguments) {
        return Main.execute(new PrintStream(out, true), new PrintStream(err, true), arguments);
    }

    /** What a first start leaves; returns the administrator's key id. */
    private String firstStart() throws IOException {
        DataDirectory.openOrCreate(directory);
        return credentials(Credentials::createAdministrator)
                .map(NewAccessKey::accessKeyId)
                .orElseThrow();
    }

    private <T> Optional<T> credentials(Function<Credentials, Optional<T>> use) throws IOException {
        MasterKey masterKey = MasterKeyFile.openOrCreate(directory.resolve("master.key"), random);
        try (Store store = Store.open(new StoreConfig.Embedded(directory))) {
            Home home =
                    new Homes(store, masterKey, random, clock).openOrCreate(new Region("us-east-1"), Optional.empty());
            return use.apply(new Credentials(store, home, masterKey, random, clock));
        }
    }

    private List<LedgerEvent> events() throws IOException {
        List<LedgerEvent> events = new ArrayList<>();
        try (InputStream in = Files.newInputStream(directory.resolve("ledger"))) {
            var reader = new LedgerReader(in);
            while (reader.next() instanceof LedgerReader.Step.Read(LedgerEntry entry)) {
                events.add(entry.event().orElseThrow());
            }
        }
        return events;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sallyport.server.keys.MasterKey;
import sallyport.server.store.Store;
import sallyport.server.store.TestDatabase;
import sallyport.testkit.ManualClock;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class HomesTest {

    private static final Region REGION = new Region("us-east-1");

    private final SecureRandom random = new SecureRandom();
    private final MasterKey key = MasterKey.random(random);

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(database.fresh(directory));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void foundsARandomAccountOnceAndKeepsIt() {
        Home first = homes(key).openOrCreate(REGION, Optional.empty());
        assertThat(first.account().digits()).matches("[1-9][0-9]{11}");
        assertThat(homes(key).openOrCreate(REGION, Optional.empty())).isEqualTo(first);
    }

    @Test
    void takesTheAccountItIsGiven() {
        AccountId wanted = new AccountId("012345678901");
        assertThat(homes(key).openOrCreate(REGION, Optional.of(wanted)).account())
                .isEqualTo(wanted);
        assertThat(homes(key).openOrCreate(REGION, Optional.of(wanted)).account())
                .isEqualTo(wanted);
    }

    @Test
    void seedsTheRoleOfNodes() {
        Home home = homes(key).openOrCreate(REGION, Optional.empty());
        Role role = new Roles(store, home).find(Roles.SALLYPORT_NODE).orElseThrow();
        assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(role.arn()).hasToString("arn:aws:iam::" + home.account() + ":role/SallyportNode");
        assertThat(new Roles(store, home).find("Nobody")).isEmpty();
    }

    @Test
    void refusesAnotherAccount() {
        homes(key).openOrCreate(REGION, Optional.of(new AccountId("111122223333")));
        assertThatThrownBy(() -> homes(key).openOrCreate(REGION, Optional.of(new AccountId("444455556666"))))
                .isInstanceOf(HomeMismatchException.class)
                .hasMessageContaining("belongs to account \"111122223333\"");
    }

    @Test
    void refusesAnotherRegion() {
        homes(key).openOrCreate(REGION, Optional.empty());
        assertThatThrownBy(() -> homes(key).openOrCreate(new Region("eu-west-1"), Optional.empty()))
                .isInstanceOf(HomeMismatchException.class)
                .hasMessageContaining("belongs to region \"us-east-1\"");
    }

    @Test
    void refusesAnotherMasterKey() {
        homes(key).openOrCreate(REGION, Optional.empty());
        assertThatThrownBy(() -> homes(MasterKey.random(random)).openOrCreate(REGION, Optional.empty()))
                .isInstanceOf(HomeMismatchException.class)
                .hasMessageContaining("master key");
    }

    private Homes homes(MasterKey masterKey) {
        return new Homes(store, masterKey, random, new ManualClock());
    }
}

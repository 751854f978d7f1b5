// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an older version has stored is there after the next one has started. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MigrationTest {
    private static final Place PLACE = new Place("111122223333", "us-east-1");
    private static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    @Test
    void givesIamWhatWasThereBeforeIt() {
        StoreConfig config = database.fresh(directory);
        String url = switch (config) {
            case StoreConfig.Embedded(var where) -> "jdbc:sqlite:" + where.resolve("sallyport.db");
            case StoreConfig.Postgres(var secret) -> secret.value();
        };
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:sallyport/server/store/migrations")
                .target("1")
                .load()
                .migrate();
        Jdbi.create(url).useHandle(handle -> {
            handle.execute("INSERT INTO iam_user VALUES ('111122223333', 'us-east-1', 'admin', 'AIDAADMIN', TRUE, 7)");
            handle.execute("INSERT INTO iam_user VALUES ('111122223333', 'us-east-1', 'Bob', 'AIDABOB', FALSE, 8)");
            handle.execute("INSERT INTO iam_role VALUES ('111122223333', 'us-east-1', 'SallyportNode', 'AROANODE', 9)");
            handle.execute("""
                    INSERT INTO access_key VALUES ('111122223333', 'us-east-1', 'AKIAADMIN', 'wrapped', NULL, 'admin', NULL, NULL,
                        TRUE, 10, NULL)""");
            handle.execute("""
                    INSERT INTO access_key VALUES ('111122223333', 'us-east-1', 'ASIANODE', 'wrapped', 'hash', NULL, 'SallyportNode',
                        'mi-1', TRUE, 11, 12)""");
        });

        try (Store store = Store.open(config)) {
            store.<Boolean>read(PLACE, tables -> {
                assertThat(tables.users().find("ADMIN"))
                        .contains(new UserTable.Row("AIDAADMIN", "admin", "admin", "/", null, 7));
                assertThat(tables.users().find("bob").orElseThrow().name()).isEqualTo("Bob");
                assertThat(tables.attachments().of("AIDAADMIN")).containsExactly(ADMINISTRATOR_ACCESS);
                assertThat(tables.attachments().of("AIDABOB")).isEmpty();
                assertThat(tables.attachments().usersWithKeys(ADMINISTRATOR_ACCESS))
                        .isEqualTo(1);

                RoleTable.Row role = tables.roles().find("SallyportNode").orElseThrow();
                assertThat(role.trustPolicy()).contains("ec2.amazonaws.com", "ssm.amazonaws.com", "sts:AssumeRole");
                assertThat(tables.attachments().of(role.roleId()))
                        .containsExactly("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
                assertThat(tables.instanceProfiles().ofRole(role.roleId()))
                        .extracting(profile -> profile.profileId() + " " + profile.name())
                        .containsExactly("AIPANODE SallyportNode");

                assertThat(tables.accessKeys().find("AKIAADMIN").orElseThrow().userId())
                        .isEqualTo("AIDAADMIN");
                AccessKeyTable.Row ofNode = tables.accessKeys().find("ASIANODE").orElseThrow();
                assertThat(ofNode.roleId()).isEqualTo("AROANODE");
                assertThat(ofNode.expires()).isEqualTo(12);
                assertThat(ofNode.lastUse()).isNull();
                return true;
            });
        }
    }
}

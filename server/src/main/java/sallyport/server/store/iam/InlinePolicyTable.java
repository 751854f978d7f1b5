// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.util.List;
import java.util.Optional;
import sallyport.server.store.Rows;

/** {@code iam_inline_policy}: policies that belong to one user, group or role. */
public final class InlinePolicyTable {

    /** {@code document}: JSON, as it was given. */
    public record Row(String ownerId, String name, String document) {}

    private final Rows rows;

    public InlinePolicyTable(Rows rows) {
        this.rows = rows;
    }

    /** In the order of their names. */
    public List<Row> of(String ownerId) {
        return rows.query("""
                        SELECT * FROM iam_inline_policy
                        WHERE account = :account AND region = :region AND owner_id = :ownerId
                        ORDER BY name""")
                .bind("ownerId", ownerId)
                .map((row, _) -> new Row(row.getString("owner_id"), row.getString("name"), row.getString("document")))
                .list();
    }

    public Optional<Row> find(String ownerId, String name) {
        return of(ownerId).stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Adds it, or replaces the one of that name. */
    public void put(Row policy) {
        rows.update("""
                        INSERT INTO iam_inline_policy (account, region, owner_id, name, document)
                        VALUES (:account, :region, :ownerId, :name, :document)
                        ON CONFLICT (account, region, owner_id, name) DO UPDATE SET document = excluded.document""").bindMethods(policy).execute();
    }

    /** False if there was none of that name. */
    public boolean delete(String ownerId, String name) {
        return rows.update("""
                        DELETE FROM iam_inline_policy
                        WHERE account = :account AND region = :region AND owner_id = :ownerId AND name = :name""").bind("ownerId", ownerId).bind("name", name).execute() > 0;
    }
}

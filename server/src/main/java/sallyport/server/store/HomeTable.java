// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.util.List;

/** {@code home}: the accounts of this database, one for each region. Does not look at the place of its transaction. */
public final class HomeTable {

    /** {@code keyCheck}: a known text wrapped with the master key. */
    public record Row(String account, String region, String keyCheck, long created) {}

    private final Rows rows;

    HomeTable(Rows rows) {
        this.rows = rows;
    }

    public List<Row> list() {
        return rows.handle()
                .createQuery("SELECT * FROM home ORDER BY region")
                .map((row, _) -> new Row(
                        row.getString("account"),
                        row.getString("region"),
                        row.getString("key_check"),
                        row.getLong("created")))
                .list();
    }

    public void insert(Row home) {
        rows.handle().createUpdate("""
                        INSERT INTO home (account, region, key_check, created)
                        VALUES (:account, :region, :keyCheck, :created)""").bindMethods(home).execute();
    }
}

// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.util.List;
import java.util.Optional;
import sallyport.server.store.Rows;

/** {@code iam_oidc_provider}. */
public final class OidcProviderTable {

    /** {@code url}: without {@code https://}; {@code clientIds} and {@code thumbprints}: JSON, lists of texts. */
    public record Row(String url, String clientIds, String thumbprints, long created) {}

    private final Rows rows;

    public OidcProviderTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String url) {
        return list().stream().filter(row -> row.url().equals(url)).findFirst();
    }

    /** In the order of their URLs. */
    public List<Row> list() {
        return rows.query("SELECT * FROM iam_oidc_provider WHERE account = :account AND region = :region ORDER BY url")
                .map((row, _) -> new Row(
                        row.getString("url"),
                        row.getString("client_ids"),
                        row.getString("thumbprints"),
                        row.getLong("created")))
                .list();
    }

    public void insert(Row provider) {
        rows.update("""
                        INSERT INTO iam_oidc_provider (account, region, url, client_ids, thumbprints, created)
                        VALUES (:account, :region, :url, :clientIds, :thumbprints, :created)""").bindMethods(provider).execute();
    }

    /** Sets client ids and thumbprints. */
    public void update(Row provider) {
        rows.update("""
                        UPDATE iam_oidc_provider SET client_ids = :clientIds, thumbprints = :thumbprints
                        WHERE account = :account AND region = :region AND url = :url""").bindMethods(provider).execute();
    }

    public void delete(String url) {
        rows.update("DELETE FROM iam_oidc_provider WHERE account = :account AND region = :region AND url = :url")
                .bind("url", url)
                .execute();
    }
}

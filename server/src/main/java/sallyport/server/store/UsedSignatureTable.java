// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

/** {@code used_signature}. */
public final class UsedSignatureTable {

    private final Rows rows;

    UsedSignatureTable(Rows rows) {
        this.rows = rows;
    }

    /** Notes a signature; false if it is there already. */
    public boolean insert(String nodeId, String signatureHash, long until) {
        return rows.update("""
                        INSERT INTO used_signature (account, region, node_id, signature_hash, until)
                        VALUES (:account, :region, :nodeId, :signatureHash, :until)
                        ON CONFLICT (account, region, node_id, signature_hash) DO NOTHING""")
                        .bind("nodeId", nodeId)
                        .bind("signatureHash", signatureHash)
                        .bind("until", until)
                        .execute()
                > 0;
    }

    /** Deletes what need not be remembered after this moment. */
    public int deleteUntil(long moment) {
        return rows.update("""
                        DELETE FROM used_signature
                        WHERE account = :account AND region = :region AND until <= :moment""").bind("moment", moment).execute();
    }
}

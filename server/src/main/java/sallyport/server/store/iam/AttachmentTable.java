// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sallyport.server.store.Rows;

/** {@code iam_attachment}: which managed policies are attached to which users, groups and roles. */
public final class AttachmentTable {

    private final Rows rows;

    public AttachmentTable(Rows rows) {
        this.rows = rows;
    }

    /** ARNs of the policies that are attached to a user, group or role, in the order in which they were attached. */
    public List<String> of(String ownerId) {
        return rows.query("""
                        SELECT policy_arn FROM iam_attachment
                        WHERE account = :account AND region = :region AND owner_id = :ownerId
                        ORDER BY attached, policy_arn""").bind("ownerId", ownerId).mapTo(String.class).list();
    }

    /** Ids of the users, groups and roles a policy is attached to. */
    public List<String> owners(String policyArn) {
        return rows.query("""
                        SELECT owner_id FROM iam_attachment
                        WHERE account = :account AND region = :region AND policy_arn = :policyArn
                        ORDER BY owner_id""").bind("policyArn", policyArn).mapTo(String.class).list();
    }

    /** To how many each policy is attached, by ARN; without those that are attached to nobody. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        rows.query("""
                        SELECT policy_arn, COUNT(*) AS holders FROM iam_attachment
                        WHERE account = :account AND region = :region GROUP BY policy_arn""")
                .map((row, _) -> Map.entry(row.getString("policy_arn"), row.getLong("holders")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Nothing happens if it is attached already. */
    public void attach(String ownerId, String policyArn, long moment) {
        rows.update("""
                        INSERT INTO iam_attachment (account, region, owner_id, policy_arn, attached)
                        VALUES (:account, :region, :ownerId, :policyArn, :moment)
                        ON CONFLICT (account, region, owner_id, policy_arn) DO NOTHING""")
                .bind("ownerId", ownerId)
                .bind("policyArn", policyArn)
                .bind("moment", moment)
                .execute();
    }

    /** False if it was not attached. */
    public boolean detach(String ownerId, String policyArn) {
        return rows.update("""
                        DELETE FROM iam_attachment
                        WHERE account = :account AND region = :region AND owner_id = :ownerId AND policy_arn = :policyArn""")
                        .bind("ownerId", ownerId)
                        .bind("policyArn", policyArn)
                        .execute()
                > 0;
    }

    /** Whether a policy is attached to a user itself or to one of its groups. */
    public boolean reaches(String userId, String policyArn) {
        return rows.query("""
                                SELECT COUNT(*) FROM iam_attachment a
                                WHERE a.account = :account AND a.region = :region AND a.policy_arn = :policyArn
                                    AND (a.owner_id = :userId OR a.owner_id IN (
                                        SELECT m.group_id FROM iam_group_member m
                                        WHERE m.account = :account AND m.region = :region AND m.user_id = :userId))""")
                        .bind("userId", userId)
                        .bind("policyArn", policyArn)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /**
     * How many users a policy reaches, directly or by a group, who have no permissions boundary and an access key that is switched on.
     */
    public long usersWithKeys(String policyArn) {
        return rows.query("""
                        SELECT COUNT(*) FROM iam_user u
                        WHERE u.account = :account AND u.region = :region AND u.boundary_arn IS NULL
                            AND EXISTS (SELECT 1 FROM access_key k
                                WHERE k.account = u.account AND k.region = u.region AND k.user_id = u.user_id
                                    AND k.active AND k.expires IS NULL)
                            AND EXISTS (SELECT 1 FROM iam_attachment a
                                WHERE a.account = u.account AND a.region = u.region AND a.policy_arn = :policyArn
                                    AND (a.owner_id = u.user_id OR a.owner_id IN (
                                        SELECT m.group_id FROM iam_group_member m
                                        WHERE m.account = u.account AND m.region = u.region AND m.user_id = u.user_id)))""").bind("policyArn", policyArn).mapTo(Long.class).one();
    }
}

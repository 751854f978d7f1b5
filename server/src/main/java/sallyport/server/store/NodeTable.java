// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code node}. */
public final class NodeTable {

    public record Row(
            String id,
            String roleName,
            String name,
            @Nullable String activationId,
            long registered,
            String publicKey,
            String fingerprint,
            String agentName,
            String agentVersion,
            String agentStatus,
            String platformType,
            String platformName,
            String platformVersion,
            String ipAddress,
            String computerName,
            String channel,
            @Nullable Long lastPing) {}

    private final Rows rows;

    NodeTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<Row> find(String id) {
        return rows.query("SELECT * FROM node WHERE account = :account AND region = :region AND id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** At most {@code max} rows in the order of their ids, of those whose id comes after {@code after}. */
    public List<Row> listAfter(String after, int max) {
        return rows.query("""
                        SELECT * FROM node
                        WHERE account = :account AND region = :region AND id > :after
                        ORDER BY id LIMIT :max""")
                .bind("after", after)
                .bind("max", max)
                .map((row, _) -> read(row))
                .list();
    }

    public void insert(Row node) {
        rows.update("""
                        INSERT INTO node (account, region, id, role_name, name, activation_id, registered, public_key,
                            fingerprint, agent_name, agent_version, agent_status, platform_type, platform_name,
                            platform_version, ip_address, computer_name, channel, last_ping)
                        VALUES (:account, :region, :id, :roleName, :name, :activationId, :registered, :publicKey,
                            :fingerprint, :agentName, :agentVersion, :agentStatus, :platformType, :platformName,
                            :platformVersion, :ipAddress, :computerName, :channel, :lastPing)""").bindMethods(node).execute();
    }

    /** Writes what the agent reports: every column from {@code agent_name} to {@code last_ping}. */
    public void updateAgent(Row node) {
        rows.update("""
                        UPDATE node SET agent_name = :agentName, agent_version = :agentVersion,
                            agent_status = :agentStatus, platform_type = :platformType,
                            platform_name = :platformName, platform_version = :platformVersion,
                            ip_address = :ipAddress, computer_name = :computerName, channel = :channel,
                            last_ping = :lastPing
                        WHERE account = :account AND region = :region AND id = :id""").bindMethods(node).execute();
    }

    public boolean updateKey(String id, String publicKey) {
        return rows.update("""
                        UPDATE node SET public_key = :publicKey
                        WHERE account = :account AND region = :region AND id = :id""").bind("id", id).bind("publicKey", publicKey).execute() > 0;
    }

    public boolean delete(String id) {
        return rows.update("DELETE FROM node WHERE account = :account AND region = :region AND id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("role_name"),
                row.getString("name"),
                row.getString("activation_id"),
                row.getLong("registered"),
                row.getString("public_key"),
                row.getString("fingerprint"),
                row.getString("agent_name"),
                row.getString("agent_version"),
                row.getString("agent_status"),
                row.getString("platform_type"),
                row.getString("platform_name"),
                row.getString("platform_version"),
                row.getString("ip_address"),
                row.getString("computer_name"),
                row.getString("channel"),
                Rows.nullableLong(row, "last_ping"));
    }
}

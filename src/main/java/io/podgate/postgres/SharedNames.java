package io.podgate.postgres;

import io.podgate.admission.LastNames;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Last known names that replicas share: each keeps what it has seen, and none takes back a later month.
 *
 * @param database where they are kept
 */
public record SharedNames(Database database) implements LastNames {

    @Override
    public Map<String, Seen> recall() throws IOException {
        try (Connection connection = database.connection();
                PreparedStatement all =
                        connection.prepareStatement("SELECT endpoint_id, name, month, team FROM last_name");
                ResultSet rows = all.executeQuery()) {
            Map<String, Seen> names = new HashMap<>();
            while (rows.next()) {
                YearMonth month = YearMonth.from(rows.getDate(3).toLocalDate());
                names.put(
                        rows.getString(1), new Seen(rows.getString(2), Optional.ofNullable(rows.getString(4)), month));
            }
            return names;
        } catch (SQLException e) {
            throw new IOException("the database does not tell the last known names", e);
        }
    }

    /** Rows are written in one order, so that replicas do not wait for each other in a circle. */
    @Override
    public void keep(Map<String, Seen> changed, YearMonth oldest) throws IOException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                write(connection, new TreeMap<>(changed), oldest);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException("the database does not keep the last known names", e);
        }
    }

    private static void write(Connection connection, Map<String, Seen> changed, YearMonth oldest) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO last_name (endpoint_id, name, month, team) VALUES (?, ?, ?, ?)
                ON CONFLICT (endpoint_id)
                DO UPDATE SET name = excluded.name, month = excluded.month, team = excluded.team
                WHERE last_name.month <= excluded.month""")) {
            for (Map.Entry<String, Seen> each : changed.entrySet()) {
                upsert.setString(1, each.getKey());
                upsert.setString(2, each.getValue().name());
                upsert.setDate(3, firstOf(each.getValue().month()));
                upsert.setString(4, each.getValue().team().orElse(null));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        try (PreparedStatement forget = connection.prepareStatement("DELETE FROM last_name WHERE month < ?")) {
            forget.setDate(1, firstOf(oldest));
            forget.executeUpdate();
        }
    }

    private static Date firstOf(YearMonth month) {
        return Date.valueOf(month.atDay(1));
    }
}

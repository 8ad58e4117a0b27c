package io.podgate.postgres;

import io.podgate.admission.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many intents there are whose end nobody knows, and when the oldest was recorded. */
record Unsettleds(int count, Optional<Instant> oldest) {

    private static final String COUNT = """
            SELECT count(*), min(since) FROM intent
            WHERE held_until <= clock_timestamp() AND aftermath NOT IN ('MAY_LAND', 'MAY_LAND_AGAIN')""";

    static final Unsettleds NONE = new Unsettleds(0, Optional.empty());

    static Unsettleds in(Connection connection) throws SQLException {
        Unsettleds[] counted = {NONE};
        new Script()
                .ask(COUNT, row -> {
                    @Nullable OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
                    counted[0] = new Unsettleds(
                            row.getInt(1), Optional.ofNullable(oldest).map(OffsetDateTime::toInstant));
                })
                .run(connection);
        return counted[0];
    }

    Ledger.Standing at(Instant now) {
        return new Ledger.Standing(
                count, oldest.map(since -> Sheet.remaining(now, since)).orElse(Duration.ZERO));
    }
}

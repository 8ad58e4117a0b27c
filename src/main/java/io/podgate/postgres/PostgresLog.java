package io.podgate.postgres;

import io.podgate.admission.DecisionLog;
import io.podgate.endpoint.Payload;
import io.podgate.trail.Illegible;
import io.podgate.trail.TrailRecord;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decisions in the trail of all replicas. Fails where the database does. */
final class PostgresLog implements DecisionLog {

    private static final String COLUMNS = "decision_id, team, text, time, chain, seq";

    private static final String BY_ID = "SELECT " + COLUMNS + """

            FROM trail WHERE decision_id = ? AND kind = 'decision' ORDER BY phase = 'result' DESC LIMIT 1""";

    /** A parameter that is null asks for nothing. */
    private static final String PAGE = "SELECT " + COLUMNS + """

            FROM trail
            WHERE kind = 'decision'
            AND (phase = 'result' OR NOT EXISTS (SELECT 1 FROM trail AS later
                 WHERE later.decision_id = trail.decision_id AND later.kind = 'decision' AND later.phase = 'result'))
            AND (?::text IS NULL OR team = ?)
            AND (?::text IS NULL OR endpoint_id = ?)
            AND (?::text IS NULL OR coalesce(outcome, 'unknown') = ?)
            AND (?::timestamptz IS NULL OR time >= ?::timestamptz)
            AND (?::timestamptz IS NULL OR time < ?::timestamptz)
            AND (?::timestamptz IS NULL OR (time, chain, seq) < (?::timestamptz, ?::text, ?::int8))
            ORDER BY time DESC, chain DESC, seq DESC LIMIT ?""";

    private static final String POLICY = """
            SELECT text FROM trail WHERE kind = 'policy' AND text::json ->> 'policyRevision' = ?
            ORDER BY time DESC LIMIT 1""";

    private final Database database;
    private final Illegible illegible = new Illegible();

    PostgresLog(Database database) {
        this.database = database;
    }

    /** A record and where it stands. */
    private record Found(Entry entry, Instant time, String chain, long seq) {

        static Found in(ResultSet row) throws SQLException {
            return new Found(
                    new Entry(
                            row.getString(1),
                            Optional.ofNullable(row.getString(2)),
                            Payload.of(row.getString(3).getBytes(StandardCharsets.UTF_8))),
                    Rows.time(row, 4),
                    row.getString(5),
                    row.getLong(6));
        }

        String cursor() {
            String place = time + " " + chain + " " + seq;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Where a page ended; empty where nobody gave it out. */
    private record Place(String time, String chain, long seq) {

        static Optional<Place> in(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(" ", -1);
                return parts.length == 3
                        ? Optional.of(new Place(Instant.parse(parts[0]).toString(), parts[1], Long.parseLong(parts[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public Uni<Optional<Entry>> byId(String decisionId) {
        return database.ask(connection -> {
            List<Entry> found = new ArrayList<>();
            new Script()
                    .ask(BY_ID, row -> found.add(Found.in(row).entry()), decisionId)
                    .run(connection);
            return found.stream().findFirst();
        });
    }

    @Override
    public Uni<Optional<Payload>> policy(String revision) {
        return database.ask(connection -> {
            List<Payload> found = new ArrayList<>();
            new Script()
                    .ask(
                            POLICY,
                            row -> found.add(Payload.of(row.getString(1).getBytes(StandardCharsets.UTF_8))),
                            revision)
                    .run(connection);
            return found.stream().findFirst();
        });
    }

    @Override
    public boolean gaveOut(String cursor) {
        return Place.in(cursor).isPresent();
    }

    @Override
    public Uni<Page> find(Query query) {
        Optional<Place> from = query.cursor().flatMap(Place::in);
        if (query.cursor().isPresent() && from.isEmpty()) {
            return Uni.createFrom().item(new Page(List.of(), Optional.empty()));
        }
        @Nullable String team = query.team().orElse(null);
        @Nullable String endpointId = query.endpointId().orElse(null);
        @Nullable String outcome = query.outcome().orElse(null);
        @Nullable String since = query.since().map(Instant::toString).orElse(null);
        @Nullable String until = query.until().map(Instant::toString).orElse(null);
        @Nullable String time = from.map(Place::time).orElse(null);
        return database.ask(connection -> {
            List<Found> found = new ArrayList<>();
            new Script()
                    .ask(
                            PAGE,
                            row -> found.add(Found.in(row)),
                            team,
                            team,
                            endpointId,
                            endpointId,
                            outcome,
                            outcome,
                            since,
                            since,
                            until,
                            until,
                            time,
                            time,
                            from.map(Place::chain).orElse(null),
                            from.map(Place::seq).orElse(null),
                            query.limit() + 1)
                    .run(connection);
            boolean more = found.size() > query.limit();
            List<Found> page = more ? found.subList(0, query.limit()) : found;
            return new Page(
                    page.stream().filter(this::isLegible).map(Found::entry).toList(),
                    more ? Optional.of(page.getLast().cursor()) : Optional.empty());
        });
    }

    /** What was once written over in the database must not hide all that is beside it. */
    private boolean isLegible(Found found) {
        if (TrailRecord.read(found.entry().text().bytes()).isPresent()) {
            return true;
        }
        illegible.skip(found.seq() + " of chain " + found.chain());
        return false;
    }
}

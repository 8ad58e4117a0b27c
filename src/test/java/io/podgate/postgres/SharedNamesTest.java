package io.podgate.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.LastNames.Seen;
import java.io.IOException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names that several replicas have seen. */
final class SharedNamesTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final AgroalDataSource source = Postgres.source(Postgres.shared().fresh());
    private final SharedNames here = new SharedNames(new Database(source));
    private final SharedNames there = new SharedNames(new Database(source));

    @AfterEach
    void end() {
        source.close();
    }

    @Test
    void what_one_replica_keeps_the_others_recall() throws IOException {
        here.keep(Map.of("a", new Seen("vision-a", Optional.of("vision"), NOVEMBER)), OCTOBER);
        there.keep(
                Map.of(
                        "b",
                        new Seen("vision-b", Optional.of("vision"), NOVEMBER),
                        "a",
                        new Seen("vision-new", Optional.of("vision"), NOVEMBER)),
                OCTOBER);
        assertEquals(
                Map.of(
                        "a",
                        new Seen("vision-new", Optional.of("vision"), NOVEMBER),
                        "b",
                        new Seen("vision-b", Optional.of("vision"), NOVEMBER)),
                here.recall());
    }

    @Test
    void an_earlier_month_says_nothing_against_a_later_one() throws IOException {
        here.keep(Map.of("a", new Seen("vision-a", Optional.of("vision"), NOVEMBER)), OCTOBER);
        there.keep(Map.of("a", new Seen("vision-old", Optional.of("vision"), OCTOBER)), OCTOBER);
        assertEquals(Map.of("a", new Seen("vision-a", Optional.of("vision"), NOVEMBER)), there.recall());
    }

    @Test
    void what_is_too_old_is_forgotten() throws IOException {
        here.keep(
                Map.of("a", new Seen("vision-a", Optional.of("vision"), OCTOBER.minusMonths(1))),
                OCTOBER.minusMonths(1));
        here.keep(Map.of("b", new Seen("vision-b", Optional.of("vision"), NOVEMBER)), OCTOBER);
        assertEquals(Map.of("b", new Seen("vision-b", Optional.of("vision"), NOVEMBER)), here.recall());
    }
}

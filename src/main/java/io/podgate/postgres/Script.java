package io.podgate.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several statements that go to the database, and whose answers come back, in one round trip. The same statements make
 * the same text, which the server parses once a connection.
 */
final class Script {

    /** Reads one row. */
    @FunctionalInterface
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Answer {
        void take(PreparedStatement from) throws SQLException;
    }

    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /**
     * A statement that answers rows.
     *
     * @param values for its parameters in order; collections of texts or numbers become arrays
     */
    Script ask(String sql, Row row, @Nullable Object... values) {
        return add(
                sql,
                from -> {
                    try (ResultSet rows = from.getResultSet()) {
                        while (rows.next()) {
                            row.read(rows);
                        }
                    }
                },
                values);
    }

    /**
     * A statement that changes rows.
     *
     * @param rows exactly how many; {@link Overtaken} where they are others
     */
    Script change(int rows, String sql, @Nullable Object... values) {
        return add(
                sql,
                from -> {
                    if (from.getUpdateCount() != rows) {
                        throw new Overtaken(from.getUpdateCount() + " rows instead of " + rows + ": " + sql);
                    }
                },
                values);
    }

    /** A statement that changes however many rows. */
    Script change(String sql, @Nullable Object... values) {
        return add(sql, from -> {}, values);
    }

    private Script add(String sql, Answer answer, @Nullable Object... values) {
        statements.add(sql);
        answers.add(answer);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    void run(Connection connection) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        try (PreparedStatement all = connection.prepareStatement(String.join(";\n", statements))) {
            for (int i = 0; i < parameters.size(); i++) {
                set(connection, all, i + 1, parameters.get(i));
            }
            all.execute();
            for (Answer answer : answers) {
                answer.take(all);
                all.getMoreResults();
            }
        }
    }

    private static void set(Connection connection, PreparedStatement in, int at, @Nullable Object value)
            throws SQLException {
        if (value instanceof Collection<?> many) {
            in.setArray(at, connection.createArrayOf(elementType(many), many.toArray()));
        } else {
            in.setObject(at, value);
        }
    }

    private static String elementType(Collection<?> many) {
        Object any = many.isEmpty() ? "" : many.iterator().next();
        return switch (any) {
            case Long number -> "int8";
            case Double number -> "float8";
            case BigDecimal number -> "numeric";
            case null, default -> "text";
        };
    }
}

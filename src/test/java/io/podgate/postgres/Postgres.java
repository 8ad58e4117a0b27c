package io.podgate.postgres;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.TrailListener;
import io.podgate.trail.TrailConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL server from binaries: one for all tests, with a database for each. */
public final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path directory;
    private final EmbeddedPostgres.Builder settings;
    private EmbeddedPostgres server;
    private boolean up = true;
    private String template = "";

    private Postgres(Path directory, EmbeddedPostgres.Builder settings) {
        this.directory = directory;
        this.settings = settings;
        this.server = started(settings);
    }

    private static final class Shared {
        private static final Postgres SERVER = new Postgres(Path.of(""), builder());
    }

    /** Runs until the tests are over. */
    public static Postgres shared() {
        return Shared.SERVER;
    }

    /** A replica in front of a database that is up to its schema. */
    static PostgresLedger replica(
            AgroalDataSource source, Path directory, TrailListener listener, InstantSource clock) {
        return new PostgresLedger(
                new Database(source),
                () -> {},
                TrailConfig.in(directory),
                new EnvDigest(() -> new byte[32]),
                listener,
                clock);
    }

    /** One that can be stopped and started again. */
    public static Postgres ofItsOwn(Path directory, int port) {
        return new Postgres(
                directory, builder().setPort(port).setDataDirectory(directory).setCleanDataDirectory(false));
    }

    /** What is said to be durable is to be on disk even when the server is killed. */
    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on");
    }

    private static EmbeddedPostgres started(EmbeddedPostgres.Builder settings) {
        try {
            return settings.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() throws IOException {
        up = false;
        server.close();
    }

    /** Stops all of it where it stands: connections stay, and nobody answers. */
    public void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid())).orElseThrow();
        command.add(pid());
        postmaster.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        new ProcessBuilder(command).start().waitFor();
    }

    private String pid() throws IOException {
        return Files.readAllLines(directory.resolve("postmaster.pid")).getFirst();
    }

    /** Ends it as it stands, in the middle of whatever it does. */
    void kill() throws IOException, InterruptedException {
        String pid = pid();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        ProcessHandle.of(Long.parseLong(pid))
                .ifPresent(server -> server.onExit().join());
        stop();
    }

    public void start() {
        server = started(settings);
        up = true;
    }

    /** Starts it if it was left stopped. */
    void up() {
        if (!up) {
            start();
        }
    }

    /** The URL of a database with nothing in it. */
    public String empty() {
        return created("");
    }

    /** The URL of a database with the ledger's tables in it. */
    public synchronized String fresh() {
        if (template.isEmpty()) {
            String url = empty();
            try (AgroalDataSource source = source(url)) {
                migration(source).run();
            }
            template = url.substring(url.lastIndexOf('/') + 1);
        }
        return created(" TEMPLATE " + template);
    }

    private String created(String how) {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement create = connection.createStatement()) {
            create.execute("CREATE DATABASE " + name + how);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    /** Connections as the gateway makes them. */
    public static AgroalDataSource source(String url) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(8)
                            .acquisitionTimeout(Duration.ofSeconds(2))
                            .exceptionSorter(sorter())
                            .connectionFactoryConfiguration(made -> made.jdbcUrl(url)
                                    .principal(new NamePrincipal("postgres"))
                                    .jdbcProperty("connectTimeout", "2")
                                    .jdbcProperty("socketTimeout", "5")
                                    .initialSql("SET lock_timeout = '2s'; SET statement_timeout = '5s'"))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExceptionSorter sorter() {
        return new PostgreSQLExceptionSorter();
    }

    static Runnable migration(AgroalDataSource source) {
        return () -> Flyway.configure().dataSource(source).load().migrate();
    }

    /** The rows of a query, their columns joined by a bar. */
    public static List<String> rows(AgroalDataSource source, String sql) {
        try (Connection connection = source.getConnection()) {
            List<String> rows = new ArrayList<>();
            new Script()
                    .ask(sql, row -> {
                        StringBuilder text = new StringBuilder();
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            text.append(i == 1 ? "" : "|").append(row.getString(i));
                        }
                        rows.add(text.toString());
                    })
                    .run(connection);
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps everybody else from writing into a table until it is closed. */
    public static AutoCloseable lock(AgroalDataSource source, String table) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        try (Statement lock = connection.createStatement()) {
            lock.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
        }
        return () -> {
            connection.rollback();
            connection.close();
        };
    }

    /** Does to the trail what nobody may, as somebody does who owns the table. */
    static void tamper(AgroalDataSource source, String sql) {
        run(source, "ALTER TABLE trail DISABLE TRIGGER append_only");
        run(source, sql);
        run(source, "ALTER TABLE trail ENABLE TRIGGER append_only");
    }

    public static void run(AgroalDataSource source, String sql, Object... values) {
        try (Connection connection = source.getConnection()) {
            new Script().change(sql, values).run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

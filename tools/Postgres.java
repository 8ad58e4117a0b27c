import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Runs a throw-away PostgreSQL until it is stopped, and says how the gateway finds it. */
void main() throws Exception {
    System.setProperty("java.util.logging.SimpleFormatter.format", "");
    EmbeddedPostgres server = EmbeddedPostgres.builder()
            .setPort(Integer.getInteger("port", 0))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    IO.println("""
            export PODGATE_STORE=postgresql
            export QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://localhost:%d/postgres
            export QUARKUS_DATASOURCE_USERNAME=postgres
            export QUARKUS_DATASOURCE_PASSWORD=postgres""".formatted(server.getPort()));
    Thread.currentThread().join();
}

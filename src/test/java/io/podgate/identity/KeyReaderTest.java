package io.podgate.identity;

import static io.podgate.identity.TestIssuer.DISCOVERY;
import static io.podgate.identity.TestIssuer.KEYS;
import static io.podgate.identity.TestIssuer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are read from a real issuer, over HTTPS. */
class KeyReaderTest {

    private static final Signer RSA = Signer.rsa("one");
    private static final Signer EC = Signer.ec("two");

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Certificates certificates;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private TestIssuer issuer;

    @BeforeAll
    static void certify() {
        certificates = Certificates.make();
    }

    @BeforeEach
    void open() {
        issuer = new TestIssuer(certificates);
        issuer.publish(RSA, EC);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private static KeySet read(Settings settings) throws Unreadable {
        return new KeyReader(Issuer.of("ci", settings)).read();
    }

    private static String trouble(Settings settings) {
        return assertThrows(Unreadable.class, () -> read(settings)).why();
    }

    @Test
    void they_are_where_the_issuer_says() throws Unreadable {
        assertEquals(List.of("one", "two"), ids(read(Settings.of(issuer))));
        assertEquals(
                List.of(DISCOVERY, KEYS),
                issuer.requests().stream().map(TestIssuer.Request::path).toList());
    }

    private static List<String> ids(KeySet keys) {
        return keys.keys().stream().map(key -> String.valueOf(key.getKeyId())).toList();
    }

    @Test
    void or_where_the_configuration_says() throws Unreadable {
        read(Settings.of("https://elsewhere.example").trusting(issuer.ca()).withKeysAt(issuer.url() + KEYS));
        assertEquals(
                List.of(KEYS),
                issuer.requests().stream().map(TestIssuer.Request::path).toList());
    }

    @Test
    void a_stranger_with_another_certificate_is_not_believed() {
        String trouble =
                trouble(Settings.of(issuer).trusting(Certificates.make().ca()));
        assertTrue(trouble.contains("SSLHandshakeException"), trouble);
        trouble = trouble(Settings.of(issuer.url()));
        assertTrue(trouble.contains("SSLHandshakeException"), trouble);
        assertEquals(List.of(), issuer.requests());
    }

    @Test
    void nor_is_one_with_a_certificate_for_another_name() {
        try (TestIssuer other = new TestIssuer(Certificates.make("dns:other.example"))) {
            other.publish(RSA);
            String trouble = trouble(Settings.of(other));
            assertTrue(trouble.contains("SSLHandshakeException"), trouble);
            assertEquals(List.of(), other.requests());
        }
    }

    @Test
    void certificates_are_those_that_the_file_holds_now() throws IOException, Unreadable {
        Path ca = directory.resolve("ca.crt");
        Settings settings = Settings.of(issuer).trusting(ca);
        assertEquals(
                "podgate.identity.issuers.ci.ca-file " + ca + " cannot be read as certificates", trouble(settings));
        Files.writeString(ca, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertEquals(
                "podgate.identity.issuers.ci.ca-file " + ca + " cannot be read as certificates", trouble(settings));
        Files.copy(issuer.ca(), ca, StandardCopyOption.REPLACE_EXISTING);
        read(settings);
    }

    @Test
    void the_credential_is_the_one_that_the_file_holds_now() throws IOException, Unreadable {
        Path file = directory.resolve("token");
        Settings settings = Settings.of(issuer).showing(file);
        String missing = "podgate.identity.issuers.ci.token-file " + file + " does not hold one line of visible ASCII";
        assertEquals(missing, trouble(settings));
        Files.writeString(file, "first\nsecond\n");
        assertEquals(missing, trouble(settings));
        assertEquals(List.of(), issuer.requests());
        for (String token : List.of("first", "second")) {
            Files.writeString(file, token + "\n");
            issuer.requests().clear();
            read(settings);
            assertEquals(
                    List.of(Optional.of("Bearer " + token), Optional.of("Bearer " + token)),
                    issuer.requests().stream()
                            .map(TestIssuer.Request::authorization)
                            .toList());
        }
    }

    @Test
    void the_credential_goes_to_the_issuer_alone() throws IOException, Unreadable {
        Path file = Files.writeString(directory.resolve("token"), "secret");
        try (TestIssuer elsewhere = new TestIssuer(certificates)) {
            elsewhere.publish(RSA);
            issuer.put(DISCOVERY, discovery(issuer.url(), elsewhere.url() + KEYS));
            read(Settings.of(issuer).showing(file));
            assertEquals(List.of(new TestIssuer.Request(KEYS, Optional.empty())), elsewhere.requests());
            read(Settings.of(issuer).showing(file).withKeysAt(elsewhere.url() + KEYS));
            assertEquals(
                    new TestIssuer.Request(KEYS, Optional.of("Bearer secret")),
                    elsewhere.requests().getLast());
        }
    }

    private static TestIssuer.Page discovery(String issuer, String keys) {
        return text(200, "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(issuer, keys));
    }

    @Test
    void who_describes_another_is_not_listened_to() {
        issuer.put(DISCOVERY, discovery(issuer.url() + "/", issuer.url() + KEYS));
        assertEquals(
                issuer.url() + DISCOVERY + " speaks of another issuer than " + issuer.url(),
                trouble(Settings.of(issuer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://keys.example/keys", "file:///etc/passwd", "", "keys"})
    void keys_are_read_over_https_whatever_the_issuer_says(String keys) {
        issuer.put(DISCOVERY, discovery(issuer.url(), keys));
        assertEquals(issuer.url() + DISCOVERY + " names no https:// address of keys", trouble(Settings.of(issuer)));
    }

    @Test
    void no_redirect_is_followed() {
        issuer.put(KEYS, exchange -> {
            exchange.getResponseHeaders().add("Location", issuer.url() + DISCOVERY);
            exchange.sendResponseHeaders(302, -1);
        });
        assertEquals(issuer.url() + KEYS + " answered 302", trouble(Settings.of(issuer)));
    }

    static Stream<String> nonsense() {
        return Stream.of(
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"keys\": 5}",
                "{\"keys\": {}}",
                "{\"keys\": [5]}",
                "{\"keys\": [\"a\"]}",
                "{\"keys\": [null]}",
                "{\"keys\": [{\"kty\": 5}]}",
                "{\"keys\": [{\"kty\": \"RSA\", \"n\": 5, \"e\": []}]}",
                "{\"keys\": 1e999}",
                "<html></html>",
                "[".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void what_is_no_set_of_keys_is_none(String text) {
        issuer.put(KEYS, text(200, text));
        String trouble = trouble(Settings.of(issuer));
        assertTrue(
                trouble.equals("what was read is no JSON Web Key Set")
                        || trouble.equals("1 to 100 public keys are due, found 0"),
                trouble);
    }

    @Test
    void keys_that_are_secrets_or_for_encryption_count_for_nothing() {
        issuer.put(KEYS, text(200, "{\"keys\": [{\"kty\": \"oct\", \"kid\": \"s\", \"k\": \"c2VjcmV0\"}]}"));
        assertEquals("1 to 100 public keys are due, found 0", trouble(Settings.of(issuer)));
        Signer other = Signer.rsa("enc");
        other.key().setUse("enc");
        issuer.publish(other);
        assertEquals("1 to 100 public keys are due, found 0", trouble(Settings.of(issuer)));
    }

    @Test
    void what_has_no_end_is_not_read_to_it() {
        issuer.put(KEYS, text(200, " ".repeat(300_000)));
        String trouble = trouble(Settings.of(issuer));
        assertTrue(trouble.startsWith(issuer.url() + KEYS + " cannot be read: java.io.IOException"), trouble);
    }

    @Test
    void what_comes_drop_by_drop_is_not_waited_for() throws Exception {
        issuer.put(KEYS, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        });
        IssuerDoor door = new IssuerDoor(Issuer.of("ci", Settings.of(issuer)), Duration.ofSeconds(1));
        assertEquals(
                issuer.url() + KEYS + " did not answer within 1 seconds",
                assertThrows(Unreadable.class, () -> door.read(URI.create(issuer.url() + KEYS)))
                        .why());
    }

    @Test
    void nobody_is_there() {
        issuer.goAway();
        String trouble = trouble(Settings.of(issuer));
        assertTrue(
                trouble.startsWith(issuer.url() + DISCOVERY + " cannot be read: java.net.ConnectException"), trouble);
    }
}

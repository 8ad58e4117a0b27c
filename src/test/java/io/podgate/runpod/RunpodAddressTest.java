package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.dialect.Dialect;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one address that is ever spoken to. */
class RunpodAddressTest {

    @Test
    void the_last_segment_picks_the_dialect() {
        assertEquals(
                new RunpodAddress(true, "api.runpod.io", 443, "/v2", Dialect.V2),
                RunpodAddress.of(URI.create("https://api.runpod.io/v2")));
        assertEquals(
                new RunpodAddress(true, "rest.runpod.io", 443, "/v1", Dialect.V1),
                RunpodAddress.of(URI.create("HTTPS://rest.runpod.io/v1/")));
        assertEquals(
                new RunpodAddress(false, "127.0.0.1", 9091, "/a/v2", Dialect.V2),
                RunpodAddress.of(URI.create("http://127.0.0.1:9091/a/v2")));
    }

    @Test
    void endpoints_lie_below_it() {
        assertEquals(
                "/v2/serverless/abc",
                RunpodAddress.of(URI.create("https://x/v2")).endpoint("abc"));
        assertEquals(
                "/v1/endpoints/abc",
                RunpodAddress.of(URI.create("https://x/v1")).endpoint("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://api.runpod.io/v2",
                "/v2",
                "https:///v2",
                "https://api.runpod.io/v3",
                "https://api.runpod.io",
                "https://api.runpod.io/v2?x=1",
                "https://api.runpod.io/v2#x",
                "mailto:x@v2"
            })
    void anything_else_is_refused_by_its_property(String url) {
        String message = refusal(url);
        assertTrue(message.startsWith("podgate.runpod.url: "), message);
    }

    @Test
    void credentials_are_refused_and_not_shown() {
        String message = refusal("https://user:secret@api.runpod.io/v2");
        assertFalse(message.contains("secret"), message);
    }

    private static String refusal(String url) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> RunpodAddress.of(URI.create(url)))
                .getMessage());
    }
}

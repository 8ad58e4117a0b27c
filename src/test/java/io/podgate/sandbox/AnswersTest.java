package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.dialect.Dialect;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How answers go wrong on the wire. */
class AnswersTest extends SandboxTest {

    private static final String ENDPOINT = "/serverless/" + OCR;
    private static final String WORKERS_9 = "{\"workers\": {\"max\": 9}}";

    @BeforeEach
    void open() {
        open(Dialect.V2);
    }

    private void answering(Answer answer) {
        sandbox().faults().add(Fault.answering(answer));
    }

    private String max() {
        return at(sandbox().endpoint(OCR).orElseThrow(), "workers", "max");
    }

    /** A bare connection that has asked for the endpoint. */
    private Socket asking() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox().port());
        socket.setSoTimeout(5_000);
        String request = "GET /v2" + ENDPOINT + " HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer "
                + SandboxOptions.DEMO_KEY + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void a_reset_after_applying() {
        answering(new Answer.Reset());
        assertTrue(failure("PATCH", ENDPOINT, WORKERS_9) != null);
        assertEquals("9", max());
        assertTrue(sandbox().requests().getLast().status().isEmpty());
    }

    @Test
    void a_reset_before_applying() {
        sandbox().faults().add(Fault.answering(new Answer.Reset()).applying(new Applying.Never()));
        assertTrue(failure("PATCH", ENDPOINT, WORKERS_9) != null);
        assertEquals("3", max());
    }

    @Test
    void a_reset_is_one_to_tcp() throws IOException {
        answering(new Answer.Reset());
        try (Socket socket = asking()) {
            SocketException e = Assertions.assertThrows(
                    SocketException.class, () -> socket.getInputStream().read());
            assertEquals("Connection reset", e.getMessage());
        }
    }

    @Test
    void silence_leaves_the_connection_open() throws IOException {
        answering(new Answer.Silent());
        try (Socket socket = asking()) {
            socket.setSoTimeout(200);
            Assertions.assertThrows(
                    SocketTimeoutException.class, () -> socket.getInputStream().read());
        }
    }

    @Test
    void a_truncated_body_ends_before_its_announced_length() {
        answering(new Answer.Truncated());
        assertTrue(String.valueOf(failure("PATCH", ENDPOINT, WORKERS_9).getMessage())
                .contains("received"));
        assertEquals("9", max());
    }

    @Test
    void garbage_is_not_json() {
        answering(new Answer.Garbage());
        HttpResponse<String> answer = patch(ENDPOINT, WORKERS_9);
        assertEquals(200, answer.statusCode());
        Assertions.assertThrows(AssertionError.class, () -> object(answer));
    }

    @Test
    void another_content_type() {
        answering(new Answer.WrongContentType("text/html"));
        HttpResponse<String> answer = get(ENDPOINT);
        assertEquals("text/html", answer.headers().firstValue("content-type").orElse(""));
        assertEquals("\"vision-ocr\"", at(object(answer), "name"));
    }

    @Test
    void a_redirect_applies_nothing() {
        answering(new Answer.Redirect("https://elsewhere.invalid/v2"));
        HttpResponse<String> answer = patch(ENDPOINT, WORKERS_9);
        assertEquals(302, answer.statusCode());
        assertEquals(
                "https://elsewhere.invalid/v2",
                answer.headers().firstValue("location").orElse(""));
        assertEquals("3", max());
    }

    @Test
    void a_drip_comes_byte_by_byte_and_is_whole_in_the_end() {
        answering(new Answer.Drip(Duration.ofMillis(1)));
        long start = System.nanoTime();
        HttpResponse<String> answer = get("/templates/30zmvf89kd");
        assertEquals("\"30zmvf89kd\"", at(object(answer), "id"));
        long least = Duration.ofMillis(answer.body().length() / 2).toNanos();
        assertTrue(System.nanoTime() - start >= least);
    }

    @Test
    void headers_may_be_nonsense_or_missing() {
        sandbox()
                .faults()
                .add(Fault.answering(new Answer.Truthful())
                        .withHeaders(Map.of("RateLimit", "\"minute\";r=many", "X-Request-Id", "")));
        HttpResponse<String> answer = get(ENDPOINT);
        assertEquals(
                "\"minute\";r=many", answer.headers().firstValue("RateLimit").orElse(""));
        assertTrue(answer.headers().firstValue("x-request-id").isEmpty());
    }

    @Test
    void an_endless_body_does_not_end() throws IOException {
        answering(new Answer.Endless());
        try (Socket socket = asking()) {
            assertEquals(300_000, socket.getInputStream().readNBytes(300_000).length);
        }
    }

    @Test
    void an_oversized_body_is_still_json() {
        answering(new Answer.Oversized(5_000_000));
        HttpResponse<String> answer = get(ENDPOINT);
        assertEquals(5_000_000, answer.body().length());
        assertEquals("\"vision-ocr\"", at(object(answer), "name"));
    }

    @Test
    void a_bomb_is_small_on_the_wire() throws IOException {
        answering(new Answer.Bomb(20_000_000));
        try (Socket socket = asking()) {
            InputStream in = socket.getInputStream();
            int length = contentLength(in);
            assertTrue(length < 100_000, () -> length + " bytes");
            InputStream body = new ByteArrayInputStream(in.readNBytes(length));
            assertEquals(20_000_000, new GZIPInputStream(body).skip(30_000_000));
        }
    }

    private static int contentLength(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return new BufferedReader(new InputStreamReader(
                        new ByteArrayInputStream(head.toString().getBytes(StandardCharsets.US_ASCII)),
                        StandardCharsets.US_ASCII))
                .lines()
                .filter(line -> line.startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
                .findFirst()
                .orElseThrow();
    }
}

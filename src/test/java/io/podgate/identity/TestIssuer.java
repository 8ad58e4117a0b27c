package io.podgate.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.podgate.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jose4j.json.JsonUtil;

/** An issuer on this machine: a discovery document and keys, over HTTPS. */
public final class TestIssuer implements AutoCloseable {

    public static final String DISCOVERY = "/.well-known/openid-configuration";
    static final String KEYS = "/keys";

    /**
     * What it was asked for.
     *
     * @param authorization empty where none came along
     */
    record Request(String path, Optional<String> authorization) {}

    /** How it answers. */
    interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final Certificates certificates;
    private final int port = FreePort.any();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpsServer server;

    TestIssuer(Certificates certificates) {
        this.certificates = certificates;
        pages.put(DISCOVERY, text(200, JsonUtil.toJson(Map.of("issuer", url(), "jwks_uri", url() + KEYS))));
        this.server = started();
    }

    public static TestIssuer open() {
        return new TestIssuer(Certificates.make());
    }

    public String url() {
        return "https://127.0.0.1:" + port;
    }

    public Path ca() {
        return certificates.ca();
    }

    List<Request> requests() {
        return requests;
    }

    public void publish(Signer... signers) {
        List<Map<String, Object>> keys = new ArrayList<>();
        Arrays.stream(signers).map(Signer::published).forEach(keys::add);
        put(KEYS, text(200, JsonUtil.toJson(Map.of("keys", keys))));
    }

    void put(String path, Page page) {
        pages.put(path, page);
    }

    static Page text(int status, String text) {
        return exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Nobody is there, until {@link #comeBack}. */
    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        server = started();
    }

    private HttpsServer started() {
        try {
            HttpsServer begun = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            begun.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
            begun.setExecutor(threads);
            begun.createContext("/", this::answer);
            begun.start();
            return begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(new Request(
                    path, Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
            pages.getOrDefault(path, text(404, "")).answer(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

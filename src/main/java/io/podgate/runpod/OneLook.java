package io.podgate.runpod;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

/**
 * Asks RunPod for its list of endpoints once, for the command line: no gateway runs, so nothing is kept and nothing
 * retried.
 */
public final class OneLook {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;

    private OneLook() {}

    /**
     * The list as RunPod answers it.
     *
     * @param base as {@code podgate.runpod.url}; its last segment picks the dialect
     * @param where it was given, which complaints about it name
     * @param environment where the key is: {@code PODGATE_RUNPOD_API_KEY_FILE}, else {@code PODGATE_RUNPOD_API_KEY}
     * @throws IOException where there is no answer, or none that is a list; says nothing of the key
     * @throws IllegalArgumentException where the address is none of RunPod's
     */
    public static byte[] at(URI base, String where, Map<String, String> environment) throws IOException {
        RunpodAddress address = RunpodAddress.of(base, where);
        URI list = URI.create((address.tls() ? "https://" : "http://") + address.host() + ":" + address.port()
                + address.collection());
        HttpRequest request = HttpRequest.newBuilder(list)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", RunpodKey.authorization(environment))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != OK) {
                throw new IOException(list + " answers with status " + answer.statusCode());
            }
            return bounded(answer.body(), list);
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException(list + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] bounded(InputStream body, URI list) throws IOException {
        try (body) {
            byte[] text = body.readNBytes(Exchange.LIST + 1);
            if (text.length > Exchange.LIST) {
                throw new IOException(list + " answers with more than " + Exchange.LIST + " bytes");
            }
            return text;
        }
    }
}

package io.podgate.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The way to one issuer, and the only place that sees the credential for it. It opens anew at every look, which are
 * few: CA and credential are those that the files hold then. Blocks, for a few seconds at most.
 */
final class IssuerDoor {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int LARGEST = 256 * 1024;
    private static final int OK = 200;
    private static final Pattern CREDENTIAL = Pattern.compile("[!-~]{1,8192}");

    private final Issuer issuer;
    private final Duration time;

    /** @param time for one answer, its last byte included */
    IssuerDoor(Issuer issuer, Duration time) {
        this.issuer = issuer;
        this.time = time;
    }

    /** The text that is there. Redirects are not followed, and no more than 256 KiB are taken. */
    String read(URI place) throws Unreadable {
        HttpRequest.Builder request = HttpRequest.newBuilder(place).header("Accept", "application/json");
        if (issuer.isAt(place)) {
            credential().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        HttpClient client = client();
        try {
            HttpResponse<byte[]> answer = client.sendAsync(
                            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST))
                    .get(time.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != OK) {
                throw new Unreadable(place + " answered " + answer.statusCode());
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new Unreadable(place + " did not answer within " + time.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw new Unreadable(place + " cannot be read: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreadable("the gateway is about to end");
        } finally {
            client.shutdownNow();
        }
    }

    private HttpClient client() throws Unreadable {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT);
        if (issuer.caFile().isPresent()) {
            client.sslContext(trusting(issuer.caFile().get()));
        }
        return client.build();
    }

    private SSLContext trusting(Path file) throws Unreadable {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Unreadable(setting("ca-file") + " " + file + " cannot be read as certificates");
        }
    }

    private Optional<String> credential() throws Unreadable {
        if (issuer.tokenFile().isEmpty()) {
            return Optional.empty();
        }
        Path file = issuer.tokenFile().get();
        String why = setting("token-file") + " " + file + " does not hold one line of visible ASCII";
        try {
            String token = Files.readString(file).strip();
            if (!CREDENTIAL.matcher(token).matches()) {
                throw new Unreadable(why);
            }
            return Optional.of(token);
        } catch (IOException e) {
            throw new Unreadable(why);
        }
    }

    private String setting(String key) {
        return Issuer.SETTINGS + issuer.name() + "." + key;
    }
}

package io.podgate.race;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends updates, and with a key sends them again, to another replica each time, until there is an answer that stands.
 */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration KEPT_ON = Duration.ofSeconds(40);
    private static final int NOT_SENT = 503;
    private static final int NOT_FOR_LONG = 3;
    private static final Pattern PROBLEM = Pattern.compile("urn:podgate:problem:([a-z-]+)");
    private static final Set<Integer> COME_AGAIN = Set.of(409, 429, 502, 503, 504);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<Gateway> gateways;
    private final Tally tally;

    /** What came back; status 0 is no answer at all. */
    record Answer(int status, String outcome, String body) {

        static final Answer NONE = new Answer(0, "no answer", "");

        /** Of those that may be one of several, which one. */
        String problem() {
            Matcher found = PROBLEM.matcher(body);
            return status == NOT_SENT && found.find() ? " (" + found.group(1) + ")" : "";
        }

        boolean stands() {
            return outcome.equals("replayed") || (status != 0 && !COME_AGAIN.contains(status));
        }
    }

    Client(List<Gateway> gateways, Tally tally) {
        this.gateways = gateways;
        this.tally = tally;
    }

    /** The last answer. */
    Answer insist(Plan.Ask ask) throws InterruptedException {
        long end = System.nanoTime() + KEPT_ON.toNanos();
        Answer answer = Answer.NONE;
        for (int i = 0; System.nanoTime() < end; i++) {
            answer = send(ask, ask.replica() + i);
            if (answer.stands() || ask.key().isEmpty() || (answer.status() == NOT_SENT && i >= NOT_FOR_LONG)) {
                return answer;
            }
            Thread.sleep(200L + 100L * Math.min(i, 10));
        }
        return answer;
    }

    /** @param turn whose it is, of those that serve */
    Answer send(Plan.Ask ask, int turn) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(serving(turn).uri("/v2/serverless/" + ask.endpoint()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Fleet.token(Fleet.teamOf(ask.endpoint())))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofByteArray(ask.body().bytes()));
        ask.key().ifPresent(key -> request.header("Idempotency-Key", key));
        Answer answer = answer(request.build());
        tally.count(answer.status() + " " + answer.outcome() + answer.problem());
        return answer;
    }

    private Gateway serving(int turn) {
        List<Gateway> serving = gateways.stream().filter(Gateway::serving).toList();
        List<Gateway> chosen = serving.isEmpty() ? gateways : serving;
        return chosen.get(Math.floorMod(turn, chosen.size()));
    }

    private Answer answer(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            Optional<String> outcome = answer.headers().firstValue("Podgate-Outcome");
            return new Answer(answer.statusCode(), outcome.orElse(""), answer.body());
        } catch (IOException e) {
            return Answer.NONE;
        }
    }
}

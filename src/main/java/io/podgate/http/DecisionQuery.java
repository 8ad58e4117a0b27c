package io.podgate.http;

import io.podgate.admission.DecisionLog;
import io.podgate.admission.Outcome;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which decisions are asked for, by a request's query. */
public final class DecisionQuery {

    /** How a decision in the trail may have ended: dry runs and strangers are not in it. */
    public static final List<String> OUTCOMES = List.of(
            "applied",
            "unchanged",
            "replayed",
            "denied",
            "invalid",
            "not-found",
            "rate-limited",
            "rejected",
            "failed",
            "unavailable",
            "unknown",
            "conflict");

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String TEAM = "team";
    private static final String ENDPOINT = "endpoint";
    private static final String OUTCOME = "outcome";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";

    private static final String GIVEN_OUT = "what an answer said as next";

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private static final Predicate<String> NUMBER =
            Pattern.compile("[1-9][0-9]{0,2}").asMatchPredicate();

    /** Years that every store can tell. */
    private static final Predicate<String> PLAIN_YEAR =
            Pattern.compile("[12][0-9]{3}-.{1,40}").asMatchPredicate();

    private static final Parameters.Form MOMENT = new Parameters.Form(
            PLAIN_YEAR.and(text -> instant(text).isPresent()), "a moment such as 2026-11-23T19:37:43Z");

    private static final Parameters PARAMETERS = new Parameters(Map.of(
            LIMIT,
            new Parameters.Form(NUMBER.and(text -> Integer.parseInt(text) <= MOST), "a whole number from 1 to " + MOST),
            CURSOR,
            new Parameters.Form(Pattern.compile("[A-Za-z0-9_-]{1,256}").asMatchPredicate(), GIVEN_OUT),
            TEAM,
            new Parameters.Form(
                    Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}").asMatchPredicate(), "a team's name"),
            ENDPOINT,
            new Parameters.Form(Ids::isEndpointId, "an endpoint's id: 1 to 64 letters, digits, '_' or '-'"),
            OUTCOME,
            new Parameters.Form(OUTCOMES::contains, "one of " + String.join(", ", OUTCOMES)),
            SINCE,
            MOMENT,
            UNTIL,
            MOMENT));

    private DecisionQuery() {}

    /** What is wrong with it; empty where nothing is. */
    static Optional<Outcome.Refused> flaw(Call call, DecisionLog log) {
        return PARAMETERS
                .flaw(call)
                .or(() -> said(call, CURSOR)
                        .filter(cursor -> !log.gaveOut(cursor))
                        .flatMap(_ -> Preconditions.malformed(CURSOR + " is " + GIVEN_OUT)));
    }

    /** Of a call without a flaw. */
    static DecisionLog.Query of(Call call) {
        return new DecisionLog.Query(
                said(call, TEAM),
                said(call, ENDPOINT),
                said(call, OUTCOME),
                said(call, SINCE).flatMap(DecisionQuery::instant),
                said(call, UNTIL).flatMap(DecisionQuery::instant),
                said(call, CURSOR),
                said(call, LIMIT).map(Integer::parseInt).orElse(USUAL));
    }

    private static Optional<String> said(Call call, String name) {
        return call.query(name).stream().findFirst();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

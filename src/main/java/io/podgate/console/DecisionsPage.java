package io.podgate.console;

import io.podgate.admission.DecisionLog;
import io.podgate.admission.PolicySource;
import io.podgate.http.DecisionBody;
import io.podgate.http.DecisionQuery;
import io.podgate.http.Ids;
import io.podgate.policy.Team;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The decisions, fifty at a time, and each by itself. */
@Singleton
final class DecisionsPage {

    static final String PAGE = "decisions";

    private static final String TITLE = "Decisions";
    private static final String NO_TRAIL = "Decisions cannot be shown: the audit trail cannot be read.";
    private static final int SHOWN = 50;
    private static final int YEARS_THAT_STORES_TELL = 1000;

    private static final DecisionLog.Page NOTHING = new DecisionLog.Page(List.of(), Optional.empty());

    private final PolicySource policies;
    private final DecisionLog log;
    private final TroublePage trouble;
    private final Assets assets;
    private final InstantSource clock;

    DecisionsPage(PolicySource policies, DecisionLog log, TroublePage trouble, Assets assets, InstantSource clock) {
        this.policies = policies;
        this.log = log;
        this.trouble = trouble;
        this.assets = assets;
        this.clock = clock;
    }

    /** Where a decision is to be found, now and later. */
    static String href(String decisionId) {
        return Visit.HOME + "/" + PAGE + "/" + decisionId;
    }

    Answer show(Visit visit, Session session) {
        return Answer.page(
                200,
                Templates.decisions(Frame.of(TITLE, TITLE, visit, Optional.of(session), assets), list(visit, session)));
    }

    /** Empty where there is no such decision. */
    Optional<Answer> one(Visit visit, Session session, String id) {
        Missing missing = new Missing();
        Optional<Optional<DecisionLog.Entry>> read = missing.unless(
                NO_TRAIL, () -> log.byId(id).await().atMost(visit.deadline().remaining()));
        if (read.isEmpty()) {
            return Optional.of(trouble.say(visit, Optional.of(session), 503, NO_TRAIL));
        }
        return read.get()
                .map(entry -> Answer.page(
                        200,
                        Templates.decision(
                                Frame.of("Decision " + id, TITLE, visit, Optional.of(session), assets),
                                view(entry, session))));
    }

    private DecisionView view(DecisionLog.Entry entry, Session session) {
        return new DecisionViews(clock.instant()).view(DecisionBody.of(session.caller(), entry));
    }

    private DecisionList list(Visit visit, Session session) {
        DecisionList.Said said = new DecisionList.Said(
                visit.asked("team").orElse(""),
                visit.asked("endpoint").orElse(""),
                visit.asked("outcome").orElse(""),
                visit.asked("since").orElse(""),
                visit.asked("until").orElse(""));
        Optional<String> cursor = visit.asked("cursor");
        String flaw = flaw(said, cursor);
        Missing missing = new Missing();
        DecisionLog.Page page = flaw.isEmpty()
                ? missing.unless(
                                NO_TRAIL,
                                () -> log.find(query(said, cursor))
                                        .await()
                                        .atMost(visit.deadline().remaining()))
                        .orElse(NOTHING)
                : NOTHING;
        Links links = links(said);
        return new DecisionList(
                said,
                policies.current().orElseThrow().teams().stream()
                        .map(Team::name)
                        .toList(),
                DecisionQuery.OUTCOMES,
                spans(links),
                page.entries().stream().map(entry -> view(entry, session)).toList(),
                flaw,
                missing.words(),
                cursor.isPresent() ? links.href() : "",
                page.next().map(next -> links.with("cursor", next).href()).orElse(""));
    }

    private String flaw(DecisionList.Said said, Optional<String> cursor) {
        return Stream.of(
                        said.endpoint().isEmpty() || Ids.isEndpointId(said.endpoint())
                                ? ""
                                : "An endpoint's id has 1 to 64 letters, digits, '_' or '-'.",
                        said.outcome().isEmpty() || DecisionQuery.OUTCOMES.contains(said.outcome())
                                ? ""
                                : "There is no such outcome.",
                        isTime(said.since()) && isTime(said.until())
                                ? ""
                                : "A time is a moment such as 2026-11-23T19:37, in UTC.",
                        cursor.filter(text -> !log.gaveOut(text)).isPresent() ? "There is no such page." : "")
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static DecisionLog.Query query(DecisionList.Said said, Optional<String> cursor) {
        return new DecisionLog.Query(
                asked(said.team()),
                asked(said.endpoint()),
                asked(said.outcome()),
                time(said.since()),
                time(said.until()),
                cursor,
                SHOWN);
    }

    private static Optional<String> asked(String text) {
        return Optional.of(text).filter(said -> !said.isEmpty());
    }

    private static boolean isTime(String text) {
        return text.isEmpty() || time(text).isPresent();
    }

    /** A form's local time, which is UTC here, or a moment. */
    private static Optional<Instant> time(String text) {
        try {
            Instant time = text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            return year / YEARS_THAT_STORES_TELL == 1 || year / YEARS_THAT_STORES_TELL == 2
                    ? Optional.of(time)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<DecisionList.Span> spans(Links links) {
        return List.of(
                span(links, "Last hour", Duration.ofHours(1)),
                span(links, "Last day", Duration.ofDays(1)),
                span(links, "Last week", Duration.ofDays(7)));
    }

    private DecisionList.Span span(Links links, String words, Duration length) {
        String since = LocalDateTime.ofInstant(clock.instant().minus(length), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        return new DecisionList.Span(
                words, links.with("since", since).with("until", "").href());
    }

    private static Links links(DecisionList.Said said) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("team", said.team());
        parameters.put("endpoint", said.endpoint());
        parameters.put("outcome", said.outcome());
        parameters.put("since", said.since());
        parameters.put("until", said.until());
        return new Links(Visit.HOME + "/" + PAGE, parameters);
    }
}

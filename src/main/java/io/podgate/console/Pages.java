package io.podgate.console;

import io.podgate.http.Candidates;
import io.podgate.http.Ids;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Which page is where. They run on virtual threads, and so may wait. */
@Singleton
final class Pages {

    private static final String LOOK = "GET, HEAD";
    private static final String DO = "POST";
    private static final String BOTH = LOOK + ", " + DO;
    private static final String TRY_POLICY = "playground/policy";
    private static final String DECISION = "decisions/";

    private static final int SMALL = 8 << 10;
    private static final int UPDATE = 256 << 10;

    /** A form may say three bytes where one is meant. */
    private static final int POLICY = 3 * Candidates.LARGEST + SMALL;

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("", LOOK),
            Map.entry("endpoints", LOOK),
            Map.entry("decisions", LOOK),
            Map.entry(DriftPage.PAGE, LOOK),
            Map.entry("playground", BOTH),
            Map.entry(TRY_POLICY, DO),
            Map.entry(FreezeSwitch.FREEZE, DO),
            Map.entry(FreezeSwitch.LIFT, DO),
            Map.entry(SignIn.PAGE, BOTH),
            Map.entry("logout", DO),
            Map.entry("theme", DO));

    private final OverviewPage overview;
    private final EndpointsPage endpoints;
    private final DecisionsPage decisions;
    private final DriftPage drift;
    private final PlaygroundPage playground;
    private final FreezeSwitch freezes;
    private final SignIn signIn;

    Pages(
            OverviewPage overview,
            EndpointsPage endpoints,
            DecisionsPage decisions,
            DriftPage drift,
            PlaygroundPage playground,
            FreezeSwitch freezes,
            SignIn signIn) {
        this.overview = overview;
        this.endpoints = endpoints;
        this.decisions = decisions;
        this.drift = drift;
        this.playground = playground;
        this.freezes = freezes;
        this.signIn = signIn;
    }

    /** The methods of a page; empty text where there is no such page. */
    String allowed(String page) {
        return page.startsWith(DECISION) || Assets.isAsset(page) ? LOOK : METHODS.getOrDefault(page, "");
    }

    /** How many bytes its form may have. */
    int room(String page) {
        return switch (page) {
            case "playground" -> UPDATE;
            case TRY_POLICY -> POLICY;
            default -> SMALL;
        };
    }

    /** Empty where there is no such page. */
    Optional<Answer> show(Visit visit, Session session) {
        String page = visit.page();
        return switch (page) {
            case "" -> Optional.of(overview.show(visit, session));
            case "endpoints" -> Optional.of(endpoints.show(visit, session));
            case "decisions" -> Optional.of(decisions.show(visit, session));
            case DriftPage.PAGE -> Optional.of(drift.show(visit, session));
            case "playground" -> Optional.of(playground.show(visit, session));
            default ->
                page.startsWith(DECISION) && Ids.isDecisionId(page.substring(DECISION.length()))
                        ? decisions.one(visit, session, page.substring(DECISION.length()))
                        : Optional.empty();
        };
    }

    /** Whether a form changes more than what its sender sees. */
    boolean changes(String page) {
        return page.equals(FreezeSwitch.FREEZE) || page.equals(FreezeSwitch.LIFT);
    }

    /** What a form of a page does; empty where there is no such form. */
    Optional<Answer> act(Visit visit, Session session) {
        return switch (visit.page()) {
            case "playground" -> Optional.of(playground.tryUpdate(visit, session));
            case TRY_POLICY -> Optional.of(playground.tryPolicy(visit, session));
            case FreezeSwitch.FREEZE -> Optional.of(freezes.freeze(visit, session));
            case FreezeSwitch.LIFT -> Optional.of(freezes.lift(visit, session));
            case "logout" -> Optional.of(signIn.leave());
            case "theme" -> Optional.of(SignIn.dress(visit));
            default -> Optional.empty();
        };
    }
}

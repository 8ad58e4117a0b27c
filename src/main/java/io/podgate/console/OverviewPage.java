package io.podgate.console;

import io.podgate.admission.DriftWatch;
import io.podgate.admission.Fleet;
import io.podgate.admission.ForeignChanges;
import io.podgate.admission.Ledger;
import io.podgate.admission.PolicySource;
import io.podgate.admission.UpstreamBreaker;
import io.podgate.admission.UpstreamQuota;
import io.podgate.http.Budgets;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicySet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The first page. */
@Singleton
final class OverviewPage {

    private static final String TITLE = "Overview";
    private static final String BAD = "bad";
    private static final String NEAR = "near";
    private static final int MOST_ALERTS = 6;

    private final PolicySource policies;
    private final Budgets budgets;
    private final Recent recent;
    private final Fleet fleet;
    private final Ledger ledger;
    private final UpstreamQuota quota;
    private final UpstreamBreaker breaker;
    private final FreezeSwitch freezes;
    private final DriftWatch drift;
    private final ForeignChanges foreign;
    private final Assets assets;
    private final InstantSource clock;

    OverviewPage(
            PolicySource policies,
            Budgets budgets,
            Recent recent,
            Fleet fleet,
            Ledger ledger,
            UpstreamQuota quota,
            UpstreamBreaker breaker,
            FreezeSwitch freezes,
            DriftWatch drift,
            ForeignChanges foreign,
            Assets assets,
            InstantSource clock) {
        this.policies = policies;
        this.budgets = budgets;
        this.recent = recent;
        this.fleet = fleet;
        this.ledger = ledger;
        this.quota = quota;
        this.breaker = breaker;
        this.freezes = freezes;
        this.drift = drift;
        this.foreign = foreign;
        this.assets = assets;
        this.clock = clock;
    }

    Answer show(Visit visit, Session session) {
        boolean live = visit.asked("refresh").filter("off"::equals).isEmpty();
        return Answer.page(
                200,
                Templates.overview(Frame.of(TITLE, TITLE, visit, Optional.of(session), assets), overview(visit, live)));
    }

    private Overview overview(Visit visit, boolean live) {
        Instant now = clock.instant();
        PolicySet policy = policies.current().orElseThrow();
        Missing missing = new Missing();
        Optional<BudgetBars> bars = missing.unless(
                "What the budgets come to is not known: the ledger cannot be reached.",
                () -> bars(policy, visit, missing));
        List<Series> series = missing
                .unless(
                        "Decisions cannot be shown: the audit trail cannot be read.",
                        () -> Series.of(recent.picture(visit.deadline())))
                .stream()
                .toList();
        Overview.Upstream upstream = upstream(now);
        List<Overview.Budgeted> teams = bars.map(BudgetBars::teams).orElse(List.of());
        List<Overview.Budgeted> groups = bars.map(BudgetBars::groups).orElse(List.of());
        List<Bar> account = bars.map(BudgetBars::account).orElse(List.of());
        Overview.Policy inForce = inForce(policy, now);
        return new Overview(
                Words.moment(now),
                live,
                alerts(account, teams, groups, upstream, inForce),
                missing.words(),
                account,
                teams,
                groups,
                upstream,
                inForce,
                freezes.now(),
                new Overview.Drift(
                        drift.known().size(),
                        drift.awaited().orElse(""),
                        foreign.all().size()),
                series);
    }

    private BudgetBars bars(PolicySet policy, Visit visit, Missing missing) {
        Budgets.Standing standing =
                budgets.standing(policy).await().atMost(visit.deadline().remaining());
        missing.add(standing.tally().warnings());
        return new BudgetBars(policy, standing);
    }

    private Overview.Upstream upstream(Instant now) {
        UpstreamBreaker.View state = breaker.state();
        UpstreamQuota.View view = quota.now();
        List<String> notes = new ArrayList<>();
        if (view.pause().isPositive()) {
            notes.add("RunPod has asked to be left alone for " + Words.span(view.pause()) + ".");
        }
        int waiting = view.waiting().stream()
                .mapToInt(UpstreamQuota.Waiting::requests)
                .sum();
        notes.add(Words.count(view.underWay(), "request is", "requests are") + " under way, "
                + Words.count(waiting, "waits", "wait") + " for a turn.");
        Ledger.Standing open = ledger.standing();
        if (open.unsettled() > 0) {
            notes.add(Words.count(open.unsettled(), "update is", "updates are") + " not settled, the oldest for "
                    + Words.span(open.oldest()) + ".");
        }
        return new Overview.Upstream(
                state.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                state.state() == UpstreamBreaker.State.CLOSED ? "good" : "trouble",
                "for " + Words.span(state.since()),
                view.windows().stream().map(OverviewPage::window).toList(),
                fleet.listed()
                        .map(listed -> Words.count(fleet.all().size(), "endpoint", "endpoints") + ", listed "
                                + Words.ago(listed, now))
                        .orElse("RunPod's endpoints have not been listed yet"),
                notes);
    }

    private static Overview.Window window(UpstreamQuota.Window window) {
        long percent = window.limit() <= 0 ? 0 : Math.clamp(100 * window.remaining() / window.limit(), 0, 100);
        return new Overview.Window(
                window.name(),
                window.remaining() + " of " + window.limit() + " left, anew in " + Words.span(window.reset()),
                String.valueOf(percent),
                percent < 20);
    }

    private Overview.Policy inForce(PolicySet policy, Instant now) {
        return new Overview.Policy(
                policy.revision(),
                policies.since()
                        .map(since -> "in force here for " + Words.span(Duration.between(since, now)))
                        .orElse("in force"),
                policies.errors().stream().map(PolicyError::brief).toList());
    }

    private static List<Overview.Alert> alerts(
            List<Bar> account,
            List<Overview.Budgeted> teams,
            List<Overview.Budgeted> groups,
            Overview.Upstream upstream,
            Overview.Policy policy) {
        List<Overview.Alert> alerts = new ArrayList<>();
        if (!upstream.breaker().equals("closed")) {
            alerts.add(new Overview.Alert(BAD, "The circuit breaker to RunPod is " + upstream.breaker() + "."));
        }
        if (!policy.errors().isEmpty()) {
            alerts.add(new Overview.Alert(
                    BAD,
                    "The policy files have "
                            + Words.count(policy.errors().size(), "mistake", "mistakes")
                            + ", so the last good revision stays in force."));
        }
        account.forEach(bar -> alert("The account", bar, alerts));
        Stream.concat(
                        teams.stream().map(each -> BudgetBars.named("Team ", each)),
                        groups.stream().map(each -> BudgetBars.named("Group ", each)))
                .forEach(each -> each.bars().forEach(bar -> alert(each.name(), bar, alerts)));
        alerts.sort(Comparator.comparing(Overview.Alert::tone));
        return few(alerts);
    }

    /** Where many are above their caps, the tables below show which. */
    private static List<Overview.Alert> few(List<Overview.Alert> alerts) {
        if (alerts.size() <= MOST_ALERTS) {
            return alerts;
        }
        List<Overview.Alert> few = new ArrayList<>(alerts.subList(0, MOST_ALERTS));
        few.add(new Overview.Alert(BAD, "And " + (alerts.size() - MOST_ALERTS) + " more: see the tables below."));
        return few;
    }

    private static void alert(String whose, Bar bar, List<Overview.Alert> alerts) {
        if (!bar.badge().isEmpty()) {
            alerts.add(new Overview.Alert(
                    bar.state().equals("over") ? BAD : NEAR,
                    whose + " is " + bar.badge() + ": " + bar.name() + " " + bar.used() + " " + bar.words() + "."));
        }
    }
}

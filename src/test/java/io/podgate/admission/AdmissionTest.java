package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.podgate.dialect.Dialect;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

    private static final String GROWS = "{\"workers\":{\"max\":4}}";
    private static final String SHRINKS = "{\"workers\":{\"max\":1}}";
    private static final String OTHER_CARDS = "{\"gpu\":{\"pools\":[\"AMPERE_24\"],\"excludedTypes\":[]}}";
    private static final String TEMPLATE = "{\"templateId\":\"tpl\"}";

    private final World world = new World();

    @Test
    void without_a_trail_growth_is_not_sent() {
        world.ledger.openings.add(new Opening.Unreachable("the trail cannot be written"));
        world.ledger.openings.add(new Opening.Unreachable("the trail cannot be written"));
        assertInstanceOf(Outcome.LedgerUnavailable.class, world.admit(GROWS).outcome());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void without_a_trail_shrinking_is_sent() {
        world.ledger.openings.add(new Opening.Unreachable("the trail cannot be written"));
        world.ledger.openings.add(new Opening.Unreachable("the trail cannot be written"));
        world.becomes = Optional.of(World.config(1));
        assertInstanceOf(Outcome.Applied.class, world.admit(SHRINKS).outcome());
        assertEquals(List.of(SHRINKS), world.sent);
    }

    @Test
    void growth_is_not_judged_on_an_old_picture() {
        world.recent = false;
        world.truth = World.config(4);
        assertInstanceOf(Outcome.Unchanged.class, world.admit(GROWS).outcome());
        assertEquals(1, world.fetched);
    }

    @Test
    void growth_on_an_old_picture_that_cannot_be_renewed_waits() {
        world.recent = false;
        world.fetchEnds = Optional.of(new Reply.Unavailable<>("away", Duration.ofSeconds(7), Upstream.NONE));
        assertEquals(
                new Outcome.StateUnavailable("the endpoint's current state", Duration.ofSeconds(7)),
                world.admit(GROWS).outcome());
    }

    @Test
    void shrinking_needs_no_new_picture() {
        world.recent = false;
        world.truth = World.config(1);
        assertInstanceOf(Outcome.Applied.class, world.admit(SHRINKS).outcome());
        assertEquals(0, world.fetched);
    }

    @Test
    void what_only_looks_like_shrinking_from_far_above_a_limit_is_looked_at_again() {
        world.snapshot = World.config(50);
        world.truth = World.config(5);
        Decision decision = world.admit("{\"workers\":{\"max\":20}}");
        assertEquals(
                List.of("limits.workersMax"),
                decision.violations().stream().map(v -> v.rule().orElse("")).toList());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void what_really_shrinks_from_far_above_a_limit_passes() {
        world.snapshot = World.config(50);
        world.truth = World.config(50);
        assertInstanceOf(
                Outcome.Applied.class, world.admit("{\"workers\":{\"max\":20}}").outcome());
        assertEquals(1, world.fetched);
    }

    @Test
    void the_platforms_brake_is_judged_by_what_RunPod_shows_now() {
        world.snapshot = World.config(1);
        world.truth = World.config(25);
        assertInstanceOf(
                Outcome.Applied.class,
                world.admit("oncall", "{\"workers\":{\"max\":5}}", false).outcome());
        world.snapshot = World.config(19);
        world.truth = World.config(0);
        assertInstanceOf(
                Outcome.Denied.class,
                world.admit("oncall", "{\"workers\":{\"max\":18}}", false).outcome());
    }

    @Test
    void the_platforms_brake_works_on_the_last_picture_when_RunPod_shows_none() {
        world.fetchEnds = Optional.of(new Reply.Unavailable<>("away", Duration.ofSeconds(7), Upstream.NONE));
        assertInstanceOf(
                Outcome.Applied.class,
                world.admit("oncall", "{\"workers\":{\"max\":0}}", false).outcome());
    }

    @Test
    void restating_what_one_may_not_change_needs_a_true_picture() {
        world.snapshot = World.config(3);
        world.truth = World.config(3).with(Field.IMAGE, "acme/ocr:fixed");
        Decision decision = world.admit("{\"image\":\"acme/ocr:1\",\"workers\":{\"max\":4}}");
        assertEquals(
                List.of("fields"),
                decision.violations().stream().map(v -> v.rule().orElse("")).toList());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void restating_what_one_may_change_costs_no_look() {
        world.truth = World.config(4);
        assertInstanceOf(
                Outcome.Applied.class,
                world.admit("{\"workers\":{\"min\":0,\"max\":4}}").outcome());
        assertEquals(0, world.fetched);
    }

    @Test
    void no_template_is_read_for_somebody_who_may_not_apply_one() {
        world.template = new Reply.Rejected<>(500, "must not be asked", Upstream.NONE);
        assertInstanceOf(
                Outcome.Denied.class, world.admit("oncall", TEMPLATE, false).outcome());
        Decision decision = world.admit("oncall", TEMPLATE, true);
        assertEquals(Optional.of("deny"), decision.verdict());
        assertEquals("/templateId", decision.violations().getFirst().pointer());
    }

    @Test
    void unchanged_is_only_said_of_what_RunPod_itself_has_just_shown() {
        world.truth = World.config(9);
        assertInstanceOf(
                Outcome.Applied.class, world.admit("{\"workers\":{\"max\":3}}").outcome());
        assertEquals(1, world.fetched);
        assertEquals(List.of("{\"workers\":{\"max\":3}}"), world.sent);
    }

    @Test
    void other_cards_need_a_recent_catalogue() {
        world.catalogFresh = false;
        assertEquals(
                new Outcome.StateUnavailable("RunPod's catalogue of GPU types", Duration.ofSeconds(5)),
                world.admit(OTHER_CARDS).outcome());
    }

    @Test
    void workers_need_no_catalogue() {
        world.withoutCatalog();
        world.truth = World.config(4);
        assertInstanceOf(Outcome.Applied.class, world.admit(GROWS).outcome());
    }

    @Test
    void a_template_that_RunPod_refuses_to_show_is_RunPods_refusal() {
        world.template = new Reply.Rejected<>(404, "template not found", Upstream.NONE);
        assertEquals(
                new Outcome.Rejected(404, "template not found"),
                world.admit(TEMPLATE).outcome());
    }

    @Test
    void a_template_that_cannot_be_read_stops_the_update() {
        world.template = new Reply.Unavailable<>("away", Duration.ofSeconds(7), Upstream.NONE);
        assertEquals(
                new Outcome.StateUnavailable("the template", Duration.ofSeconds(7)),
                world.admit(TEMPLATE).outcome());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void a_templates_fields_need_only_the_permission_for_templates() {
        world.template = new Reply.Answered<>(
                EndpointConfig.builder().set(Field.IMAGE, "acme/ocr:2").build(), Upstream.NONE);
        world.truth = World.config(3).with(Field.IMAGE, "acme/ocr:2");
        world.snapshot = World.config(3);
        assertInstanceOf(Outcome.Applied.class, world.admit(TEMPLATE).outcome());
        assertEquals(List.of("{\"image\":\"acme/ocr:2\"}"), world.sent);
    }

    @Test
    void a_template_that_is_applied_already_changes_nothing() {
        world.template = new Reply.Answered<>(
                EndpointConfig.builder().set(Field.IMAGE, "acme/ocr:1").build(), Upstream.NONE);
        assertInstanceOf(Outcome.Unchanged.class, world.admit(TEMPLATE).outcome());
    }

    @Test
    void the_template_that_stands_is_neither_read_nor_sent() {
        world.runpod = Dialect.V1;
        world.snapshot = World.config(3).with(Field.TEMPLATE, "tpl");
        world.truth = world.snapshot;
        assertInstanceOf(Outcome.Unchanged.class, world.admit(TEMPLATE).outcome());
        assertInstanceOf(
                Outcome.Applied.class,
                world.admit("{\"templateId\":\"tpl\",\"workers\":{\"max\":4}}").outcome());
        assertEquals(List.of("{\"workersMax\":4}"), world.sent);
        assertEquals(0, world.templatesRead);
    }

    @Test
    void a_template_that_only_seemed_to_stand_is_read_and_sent() {
        world.runpod = Dialect.V1;
        world.snapshot = World.config(3).with(Field.TEMPLATE, "tpl");
        world.truth = World.config(3).with(Field.TEMPLATE, "other");
        assertInstanceOf(Outcome.Applied.class, world.admit(TEMPLATE).outcome());
        assertEquals(List.of(TEMPLATE), world.sent);
        assertEquals(1, world.templatesRead);
    }

    @Test
    void variables_that_only_an_old_picture_shows_do_not_let_a_template_pass() {
        world.runpod = Dialect.V1;
        Env secret = new Env(Map.of("AWS_KEY", "k"));
        world.snapshot = World.config(3).with(Field.ENV, secret);
        world.template = new Reply.Answered<>(
                EndpointConfig.builder().set(Field.ENV, secret).build(), Upstream.NONE);
        Decision decision = world.admit(TEMPLATE);
        assertEquals(
                List.of("limits.env"),
                decision.violations().stream().map(v -> v.rule().orElse("")).toList());
        assertEquals(1, world.fetched);
    }

    @Test
    void an_exhausted_limit_stops_growth_and_lets_shrinking_through() {
        world.granted = false;
        world.truth = World.config(1);
        assertEquals(
                new Outcome.RateLimited(Outcome.Scope.CALLER, Duration.ofSeconds(30)),
                world.admit(GROWS).outcome());
        assertInstanceOf(Outcome.Applied.class, world.admit(SHRINKS).outcome());
    }

    @Test
    void what_cannot_be_understood_costs_as_any_update_does() {
        world.granted = false;
        assertEquals(
                new Outcome.RateLimited(Outcome.Scope.CALLER, Duration.ofSeconds(30)),
                world.refuse(new Outcome.Malformed(Violation.at("", "not JSON")))
                        .outcome());
    }

    @Test
    void why_it_was_refused_before_it_was_looked_into_is_recorded() {
        Decision role = world.refuse(new Outcome.Forbidden());
        assertEquals(Optional.of("deny"), role.verdict());
        assertEquals("denied", role.outcome().label());
        assertEquals(List.of(Violation.at("", "the role caller does not update endpoints")), role.violations());
        Decision form = world.refuse(new Outcome.Refused(Outcome.Flaw.SIZE, "too large"));
        assertEquals(Optional.empty(), form.verdict());
        assertEquals("invalid", form.outcome().label());
        assertEquals(List.of(Violation.at("", "too large")), form.violations());
        assertEquals(2, world.recorded.size());
    }

    @Test
    void a_bug_is_recorded_as_such_and_stops_nobody_after_it() {
        world.broken = true;
        assertInstanceOf(Outcome.Bug.class, world.admit(GROWS).outcome());
        assertEquals(1, world.recorded.size());
        world.broken = false;
        world.truth = World.config(4);
        assertInstanceOf(Outcome.Applied.class, world.admit(GROWS).outcome());
    }

    @Test
    void a_dry_run_is_heard_of_but_leaves_no_record() {
        assertInstanceOf(Outcome.DryRun.class, world.admit("demo", GROWS, true).outcome());
        assertEquals(List.of(), world.recorded);
        assertEquals(1, world.heard.size());
        assertEquals(List.of(), world.sent);
    }
}

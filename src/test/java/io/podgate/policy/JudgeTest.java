package io.podgate.policy;

import static io.podgate.policy.Asking.caller;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final EndpointConfig OCR = EndpointConfig.builder()
            .set(Field.NAME, "vision-ocr")
            .set(Field.WORKERS_MIN, 0)
            .set(Field.WORKERS_MAX, 3)
            .set(Field.IMAGE, "acme/ocr:1")
            .build();

    private static Asking team(String more) {
        return Asking.of("teams: [{name: vision, owns: [\"name:vision-*\", e1], " + more + "}, {name: other, owns:"
                + " [\"name:vision-x*\"]}]");
    }

    private static List<String> details(Verdict verdict) {
        return verdict.violations().stream().map(Violation::detail).toList();
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.violations().stream()
                .map(violation -> violation.rule().orElseThrow() + " " + violation.pointer())
                .toList();
    }

    @Test
    void what_a_team_may_not_change_is_denied_field_by_field() {
        Verdict verdict = team("fields: [workersMin, workersMax], callers: [" + caller("") + "]")
                .judge(
                        OCR,
                        OCR.with(Field.IMAGE, "acme/ocr:2").with(Field.DISK, 5).with(Field.WORKERS_MAX, 4));
        assertEquals(
                List.of(
                        "image may not be changed by team vision; allowed: workersMin, workersMax",
                        "disk may not be changed by team vision; allowed: workersMin, workersMax"),
                details(verdict));
        assertEquals(List.of("fields /image", "fields /disk"), rules(verdict));
        assertEquals(
                Optional.of(List.of("workersMin", "workersMax")),
                verdict.violations().getFirst().passes());
    }

    @Test
    void a_caller_may_have_less_than_its_team_but_never_more() {
        Asking narrow =
                team("fields: [workersMin, workersMax], callers: [" + caller(", fields: [workersMin, image]") + "]");
        assertEquals(
                List.of("workersMax may not be changed by caller c; allowed: workersMin"),
                details(narrow.judge(OCR, OCR.with(Field.WORKERS_MAX, 4))));
        assertEquals(
                List.of("image may not be changed by team vision; allowed: workersMin"),
                details(narrow.judge(OCR, OCR.with(Field.IMAGE, "x"))));
        assertEquals(Verdict.ALLOWED, narrow.judge(OCR, OCR.with(Field.WORKERS_MIN, 1)));
    }

    @Test
    void a_team_without_fields_may_change_nothing() {
        assertEquals(
                List.of("workersMax may not be changed by team vision; nothing may"),
                details(team("callers: [" + caller("") + "]").judge(OCR, OCR.with(Field.WORKERS_MAX, 2))));
    }

    @Test
    void a_restated_value_is_no_change() {
        assertEquals(Verdict.ALLOWED, team("callers: [" + caller("") + "]").judge(OCR, OCR.with(Field.WORKERS_MAX, 3)));
    }

    @Test
    void a_reader_may_change_nothing() {
        assertEquals(
                List.of("workersMax may not be changed by caller c; nothing may"),
                details(team("fields: [workersMax], callers: [" + caller(", role: reader") + "]")
                        .judge(OCR, OCR.with(Field.WORKERS_MAX, 2))));
    }

    @Test
    void what_a_template_brings_needs_the_field_or_the_template() {
        EndpointConfig after = OCR.with(Field.IMAGE, "acme/ocr:2");
        Set<Field<?>> image = Set.of(Field.IMAGE);
        String callers = ", callers: [" + caller("") + "]";
        assertEquals(Verdict.ALLOWED, team("fields: [template]" + callers).judge("e1", OCR, after, image));
        assertEquals(Verdict.ALLOWED, team("fields: [image]" + callers).judge("e1", OCR, after, image));
        assertEquals(
                List.of("fields /template"),
                rules(team("fields: [name]" + callers).judge("e1", OCR, after, image)));
        assertEquals(
                List.of("fields /image"),
                rules(team("fields: [template]" + callers).judge("e1", OCR, after, Set.of())));
        assertEquals(
                List.of("limits.image /template"),
                rules(team("fields: [template], limits: {image: {deny: [\"*:2\"]}}" + callers)
                        .judge("e1", OCR, after, image)));
    }

    @Test
    void everything_against_it_comes_at_once() {
        Verdict verdict =
                team("fields: [workersMax, name], limits: {workersMax: {max: 3}, workersMin: {max: 0}}, callers: ["
                                + caller("") + "]")
                        .judge(
                                "e2",
                                OCR,
                                OCR.with(Field.NAME, "ocr")
                                        .with(Field.WORKERS_MIN, 1)
                                        .with(Field.WORKERS_MAX, 4),
                                Set.of());
        assertEquals(
                List.of(
                        "fields /workersMin",
                        "limits.workersMin /workersMin",
                        "limits.workersMax /workersMax",
                        "ownership /name"),
                rules(verdict));
    }

    @Test
    void an_endpoint_may_not_be_renamed_out_of_its_team() {
        Asking team = team("fields: [name], callers: [" + caller("") + "]");
        assertEquals(Verdict.ALLOWED, team.judge("e2", OCR, OCR.with(Field.NAME, "vision-new"), Set.of()));
        assertEquals(Verdict.ALLOWED, team.judge("e1", OCR, OCR.with(Field.NAME, "anything"), Set.of()));
        assertEquals(
                List.of("with the name anything the endpoint would no longer belong to team vision alone, which owns"
                        + " name:vision-*, e1"),
                details(team.judge("e2", OCR, OCR.with(Field.NAME, "anything"), Set.of())));
        assertEquals(
                List.of("ownership /name"), rules(team.judge("e2", OCR, OCR.with(Field.NAME, "vision-x1"), Set.of())));
    }

    @Test
    void overrides_are_chosen_by_the_name_that_results() {
        Asking team = team("fields: [name, workersMax], limits: {workersMax: {min: 1, max: 10}}, overrides: ["
                + "{endpoints: [\"name:vision-t*\"], limits: {workersMax: {max: 4}}},"
                + "{endpoints: [\"name:vision-tt*\"], limits: {workersMax: {max: 6}}}], callers: [" + caller("") + "]");
        EndpointConfig train = OCR.with(Field.NAME, "vision-t");
        assertEquals(Verdict.ALLOWED, team.judge(OCR, OCR.with(Field.WORKERS_MAX, 10)));
        assertEquals(
                List.of("workersMax 5 is above the limit of 4 for team vision"),
                details(team.judge(train, train.with(Field.WORKERS_MAX, 5))));
        assertEquals(
                List.of("workersMax 5 is above the limit of 4 for team vision"),
                details(team.judge(OCR, train.with(Field.WORKERS_MAX, 5))));
        EndpointConfig later = OCR.with(Field.NAME, "vision-tt");
        assertEquals(Verdict.ALLOWED, team.judge(later, later.with(Field.WORKERS_MAX, 6)));
        assertEquals(
                List.of("workersMax 0 is below the minimum of 1 for team vision"),
                details(team.judge(later, later.with(Field.WORKERS_MAX, 0))));
    }

    @Test
    void the_platform_may_shrink_anything_and_nothing_else() {
        Asking oncall = Asking.of("platform: {callers: [" + caller(", role: platform") + "]}");
        assertEquals(Verdict.ALLOWED, oncall.judge(OCR, OCR.with(Field.WORKERS_MAX, 0)));
        assertEquals(
                List.of(
                        "workersMax may not be changed by caller c unless it shrinks",
                        "image may not be changed by caller c unless it shrinks"),
                details(oncall.judge(OCR, OCR.with(Field.WORKERS_MAX, 4).with(Field.IMAGE, "x"))));
        Asking auditor = Asking.of("platform: {callers: [" + caller(", role: auditor") + "]}");
        assertEquals(
                List.of("workersMax may not be changed by caller c"),
                details(auditor.judge(OCR, OCR.with(Field.WORKERS_MAX, 0))));
    }

    @Test
    void a_new_name_in_the_same_body_does_not_leave_a_tighter_override_behind() {
        assertEquals(List.of("limits.workersMax ", "limits.name /name"), trained("vision-train-a", 3, "vision-x", 9));
    }

    @Test
    void a_new_name_does_not_leave_an_override_behind_in_two_steps() {
        assertEquals(List.of("limits.name /name"), trained("vision-train-a", 3, "vision-x", 3));
        assertEquals(List.of(), trained("vision-train-a", 3, "vision-train-b", 3));
    }

    @Test
    void a_new_name_does_not_bring_into_a_tighter_override_what_it_would_not_allow() {
        assertEquals(List.of("limits.workersMax "), trained("vision-x", 9, "vision-train-a", 9));
        assertEquals(List.of(), trained("vision-x", 4, "vision-train-a", 4));
    }

    private static List<String> trained(String name, int workers, String newName, int newWorkers) {
        EndpointConfig before = OCR.with(Field.NAME, name).with(Field.WORKERS_MAX, workers);
        return team("fields: [workersMax, name], limits: {workersMax: {max: 10}}, overrides: [{endpoints:"
                        + " [\"name:vision-train*\"], limits: {workersMax: {max: 4}}}], callers: [" + caller("") + "]")
                .judge(before, before.with(Field.NAME, newName).with(Field.WORKERS_MAX, newWorkers))
                .violations()
                .stream()
                .map(violation -> violation.rule().orElseThrow() + " "
                        + (violation.pointer().equals("/workersMax") ? "" : violation.pointer()))
                .toList();
    }

    @Test
    void what_a_template_brings_where_nothing_was_known_is_judged_in_full() {
        EndpointConfig onV1 = EndpointConfig.builder()
                .set(Field.NAME, "vision-ocr")
                .set(Field.TEMPLATE, "t1")
                .build();
        EndpointConfig after =
                onV1.with(Field.TEMPLATE, "t2").with(Field.IMAGE, "evil/ocr:1").with(Field.DISK, 50);
        Asking team = team("fields: [template], limits: {image: {allow: [\"acme/*\"]}, disk: {max: 50}}, callers: ["
                + caller("") + "]");
        assertEquals(
                List.of("limits.image /template"),
                rules(team.judge("e1", onV1, after, Set.of(Field.IMAGE, Field.DISK))));
        assertEquals(
                Verdict.ALLOWED,
                team.judge("e1", onV1, after.with(Field.IMAGE, "acme/ocr:2"), Set.of(Field.IMAGE, Field.DISK)));
    }
}

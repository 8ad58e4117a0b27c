package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.body;
import static io.podgate.dialect.Fixtures.ready;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateDraftTest {

    private static final EndpointConfig TEMPLATE = template("""
            {"id": "t1", "name": "ocr", "image": "acme/ocr:2", "args": "--fast", "disk": 50, "ports": ["8888/http"],
             "env": {"MODEL": "b", "CACHE": "1"}, "registry": "reg", "serverless": true,
             "allowedCudaVersions": ["12.8"]}""");

    @Test
    void a_template_becomes_the_fields_it_stands_for() {
        Draft.Ready ready = ready(draft(Dialect.V1, "{\"templateId\":\"t1\",\"workersMax\":4}", Fixtures.v2Gpu()));
        assertEquals(
                "{\"image\":\"acme/ocr:2\",\"args\":\"--fast\",\"disk\":50,\"ports\":[\"8888/http\"],"
                        + "\"env\":{\"MODEL\":\"b\",\"CACHE\":\"1\"},\"registry\":\"reg\",\"workers\":{\"max\":4}}",
                body(ready));
        assertEquals(
                Set.of(Field.IMAGE, Field.ARGS, Field.DISK, Field.PORTS, Field.ENV, Field.REGISTRY),
                ready.fromTemplate());
        assertEquals(Optional.of("t1"), ready.after().get(Field.TEMPLATE));
        assertEquals(false, ready.written().contains(Field.TEMPLATE));
    }

    @Test
    void fields_of_the_body_win_and_variables_are_merged() {
        Draft.Ready ready = ready(draft(
                Dialect.V2,
                "{\"templateId\":\"t1\",\"image\":\"mine\",\"registry\":null,\"env\":{\"MODEL\":\"c\",\"X\":\"2\"}}",
                Fixtures.v2Gpu()));
        assertEquals(Optional.of("mine"), ready.after().get(Field.IMAGE));
        assertEquals(Optional.of(Optional.empty()), ready.after().get(Field.REGISTRY));
        assertEquals(
                Optional.of(new Env(Map.of("MODEL", "c", "CACHE", "1", "X", "2"))),
                ready.after().get(Field.ENV));
        assertEquals(Set.of(Field.ARGS, Field.DISK, Field.PORTS), ready.fromTemplate());
    }

    @Test
    void a_template_that_changes_nothing_is_not_said_to_be_applied() {
        Endpoint current = Fixtures.v2Gpu();
        String body = "{\"templateId\":\"t1\",\"workersMax\":3}";
        Endpoint applied = current.with(ready(draft(Dialect.V1, body, current)).after().toBuilder()
                .forget(Field.TEMPLATE)
                .build());
        Draft.Ready again = ready(draft(Dialect.V1, body, applied));
        assertEquals(Optional.empty(), again.after().get(Field.TEMPLATE));
        assertEquals(List.of(), Change.between(applied.config(), again.after()));
    }

    @Test
    void a_template_whose_every_setting_the_body_overrides_is_not_said_to_be_applied() {
        Draft.Ready ready = ready(draft(Dialect.V2, """
                {"templateId":"t1","image":"i","args":"","disk":1,"ports":[],"env":{"MODEL":"","CACHE":""},
                 "registry":null}""", Fixtures.v2Gpu()));
        assertEquals(Optional.empty(), ready.after().get(Field.TEMPLATE));
        assertEquals(Set.of(), ready.fromTemplate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void without_the_template_nothing_can_be_said(String runpod) {
        var update = Fixtures.update(Dialect.V1, "{\"templateId\":\"t1\"}");
        assertEquals(
                new Draft.Unknowable("the template"),
                runpod.equals("v1")
                        ? Dialect.V1.draft(Fixtures.v1Gpu(), update, Fixtures.CATALOG, Optional.empty())
                        : Dialect.V2.draft(Fixtures.v2Gpu(), update, Fixtures.CATALOG, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void a_v1_RunPod_is_sent_the_id_and_all_that_it_stands_for_is_known(String caller) {
        var update = Fixtures.update(caller.equals("v1") ? Dialect.V1 : Dialect.V2, "{\"templateId\":\"t1\"}");
        Draft.Ready ready = ready(Dialect.V1.draft(Fixtures.v1Gpu(), update, Fixtures.CATALOG, Optional.of(TEMPLATE)));
        assertEquals("{\"templateId\":\"t1\"}", body(ready));
        assertEquals(
                Set.of(Field.IMAGE, Field.ARGS, Field.DISK, Field.PORTS, Field.ENV, Field.REGISTRY),
                ready.fromTemplate());
        assertEquals(
                "[template, image, args, disk, ports, env, registry]",
                Change.between(ready.before(), ready.after()).stream()
                        .map(change -> change.field())
                        .toList()
                        .toString());
        assertEquals(TEMPLATE.get(Field.ENV), ready.after().get(Field.ENV));
    }

    @Test
    void a_v1_RunPod_is_not_sent_the_template_that_stands() {
        var update = Fixtures.update(Dialect.V1, "{\"templateId\":\"30zmvf89kd\",\"workersMax\":4}");
        Draft.Ready ready = ready(Dialect.V1.draft(Fixtures.v1Gpu(), update, Fixtures.CATALOG, Optional.empty()));
        assertEquals("{\"workersMax\":4}", body(ready));
        assertEquals(Set.of(), ready.fromTemplate());
        assertEquals(Fixtures.v1Gpu().config().with(Field.WORKERS_MAX, 4), ready.after());
        assertEquals(true, ready.restsOnCurrent());
    }

    private static Draft draft(Dialect caller, String body, Endpoint current) {
        return Dialect.V2.draft(current, Fixtures.update(caller, body), Fixtures.CATALOG, Optional.of(TEMPLATE));
    }

    private static EndpointConfig template(String answer) {
        try {
            return Dialect.V2.readTemplate(answer.getBytes(UTF_8)).container();
        } catch (GarbledAnswer e) {
            throw new AssertionError(e);
        }
    }
}

package io.podgate.dialect;

import io.podgate.endpoint.Direction;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a template would make of the endpoint is known before it is sent, whatever RunPod is told of it. */
final class TemplateRule {

    private TemplateRule() {}

    /**
     * For v2, which applies a template once and shows no trace of it. So its settings are sent as if the body had said
     * them, and the template counts as applied only where that changes something: a repeated body changes nothing. One
     * of which nothing is known, since it was not read, counts as applied.
     */
    static void expand(Drafting draft, Optional<EndpointConfig> template) {
        Optional<String> id = draft.update().value(Field.TEMPLATE);
        if (id.isEmpty()) {
            return;
        }
        if (template.isEmpty()) {
            draft.lacks("the template");
            return;
        }
        boolean changes = bringEnv(draft, template.get());
        for (Field<?> field : ContainerJson.FIELDS) {
            if (field != Field.ENV && !draft.update().mentions(field)) {
                changes |= bring(draft, template.get(), field);
            }
        }
        if (changes || template.get().known().isEmpty()) {
            draft.imply(Field.TEMPLATE, id.get());
        }
    }

    /**
     * For v1, which keeps a link and applies the template by itself: its settings are told by its id. The one that
     * stands is not sent again, which would roll the workers for nothing; so it has to be seen that it does stand.
     */
    static void link(Drafting draft, Optional<EndpointConfig> template) {
        Optional<String> id = draft.update().value(Field.TEMPLATE);
        if (id.isEmpty()) {
            keepNone(draft);
            return;
        }
        if (id.equals(draft.current(Field.TEMPLATE))) {
            draft.restOnCurrent();
            return;
        }
        if (template.isEmpty()) {
            draft.lacks("the template");
            return;
        }
        draft.write(Field.TEMPLATE, id.get());
        ContainerJson.FIELDS.forEach(field -> bring(draft, template.get(), field));
    }

    /** To say that there is no template is good where there is none. */
    private static void keepNone(Drafting draft) {
        if (draft.update().mentions(Field.TEMPLATE)) {
            draft.restOnCurrent();
            if (draft.current(Field.TEMPLATE).isPresent()) {
                draft.refuse(Field.TEMPLATE, "cannot be taken away: RunPod's v1 has no form for that");
            }
        }
    }

    private static <T> boolean bring(Drafting draft, EndpointConfig template, Field<T> field) {
        Optional<T> value = template.get(field);
        value.ifPresent(brought -> draft.bring(field, brought));
        return value.isPresent() && differs(draft, field, value.get());
    }

    /** The variables of both; the body's win. */
    private static boolean bringEnv(Drafting draft, EndpointConfig template) {
        Optional<Env> said = draft.update().value(Field.ENV);
        Optional<Env> brought = template.get(Field.ENV);
        if (said.isEmpty() || brought.isEmpty()) {
            return said.isEmpty() && bring(draft, template, Field.ENV);
        }
        Map<String, String> merged = new LinkedHashMap<>(brought.get().variables());
        merged.putAll(said.get().variables());
        draft.write(Field.ENV, new Env(merged));
        return !merged.equals(said.get().variables()) && differs(draft, Field.ENV, new Env(merged));
    }

    private static <T> boolean differs(Drafting draft, Field<T> field, T value) {
        return field.direction(draft.current(field).orElse(null), value) != Direction.SAME;
    }
}

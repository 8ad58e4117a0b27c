package io.podgate.dialect;

import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;

/** The container settings that v2's endpoints and templates have in common. */
final class ContainerJson {

    /** What a template brings along. */
    static final List<Field<?>> FIELDS =
            List.of(Field.IMAGE, Field.ARGS, Field.DISK, Field.PORTS, Field.ENV, Field.REGISTRY);

    private ContainerJson() {}

    static void read(Known known, Answer answer) throws GarbledAnswer {
        known.tell(Field.IMAGE, answer.text("image"))
                .tell(Field.ARGS, answer.text("args"))
                .tell(Field.DISK, answer.integer("disk"))
                .tell(Field.PORTS, answer.texts("ports"))
                .tell(Field.REGISTRY, registry(answer));
        env(known, answer);
    }

    /** The one of them that v1 shows as well. */
    static void env(Known known, Answer answer) throws GarbledAnswer {
        Optional<Answer> env = answer.object("env");
        if (env.isPresent()) {
            known.tell(Field.ENV, Optional.of(new Env(env.get().strings())));
        }
    }

    /** Null is a known absence. */
    private static Optional<Optional<String>> registry(Answer answer) throws GarbledAnswer {
        return answer.has("registry") ? Optional.of(answer.text("registry")) : Optional.empty();
    }
}

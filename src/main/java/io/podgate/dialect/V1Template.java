package io.podgate.dialect;

import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what v1 shows of a template. A v1 RunPod applies it by itself, so all of it has to be known: what may be
 * missing because it is empty counts as empty, and what can't be empty must be there.
 */
final class V1Template {

    private V1Template() {}

    static Template read(Answer answer) throws GarbledAnswer {
        Known known = new Known()
                .tell(Field.IMAGE, Optional.of(due(answer.text("imageName"), "/imageName")))
                .tell(Field.ARGS, Optional.of(command(answer)))
                .tell(Field.DISK, Optional.of(due(answer.integer("containerDiskInGb"), "/containerDiskInGb")))
                .tell(Field.PORTS, Optional.of(answer.texts("ports").orElse(List.of())))
                .tell(Field.ENV, Optional.of(env(answer)))
                .tell(
                        Field.REGISTRY,
                        Optional.of(answer.text("containerRegistryAuthId").filter(id -> !id.isEmpty())));
        return new Template(known.config(), answer.flag("isServerless").orElse(false));
    }

    private static <T> T due(Optional<T> shown, String pointer) throws GarbledAnswer {
        return shown.orElseThrow(() -> new GarbledAnswer(pointer + " is missing"));
    }

    /** What v2 says in one text: the words that replace the image's entrypoint, where some do, and those after it. */
    private static String command(Answer answer) throws GarbledAnswer {
        List<String> entrypoint = answer.texts("dockerEntrypoint").orElse(List.of());
        List<String> start = answer.texts("dockerStartCmd").orElse(List.of());
        return String.join(
                " ", Stream.concat(entrypoint.stream(), start.stream()).toList());
    }

    private static Env env(Answer answer) throws GarbledAnswer {
        Optional<Answer> env = answer.object("env");
        return new Env(env.isPresent() ? env.get().strings() : Map.of());
    }
}

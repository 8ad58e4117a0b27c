package io.podgate.dialect;

import io.podgate.endpoint.Release;
import io.podgate.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the history of an endpoint, which v2 tells and v1 does not. */
public final class Releases {

    private Releases() {}

    /** Newest first, as RunPod has them. */
    public static List<Release> read(byte[] answer) throws GarbledAnswer {
        List<Release> releases = new ArrayList<>();
        for (Answer release : Answer.list(answer, "releases")) {
            releases.add(new Release(
                    release.whole("version"),
                    release.text("source").orElse(""),
                    release.text("createdByUserId"),
                    time(release),
                    fields(release)));
        }
        return List.copyOf(releases);
    }

    private static Set<String> fields(Answer release) throws GarbledAnswer {
        Set<String> fields = new LinkedHashSet<>();
        for (Answer change : release.objects("diff").orElse(List.of())) {
            Optional<String> field = change.text("field");
            if (field.isPresent()) {
                fields.addAll(fields(field.get(), change));
            }
        }
        return fields;
    }

    /** Where RunPod shows a group before and after, such as {@code workers}, what of it is another. */
    private static List<String> fields(String field, Answer change) {
        return change.member("old").orElse(null) instanceof Json.Obj old
                        && change.member("new").orElse(null) instanceof Json.Obj is
                ? Stream.concat(old.members().keySet().stream(), is.members().keySet().stream())
                        .filter(member -> !old.get(member).equals(is.get(member)))
                        .map(member -> field + "." + member)
                        .toList()
                : List.of(field);
    }

    private static Instant time(Answer release) throws GarbledAnswer {
        try {
            return OffsetDateTime.parse(release.text("createdAt").orElse("")).toInstant();
        } catch (DateTimeException e) {
            throw new GarbledAnswer("a release's createdAt is no RFC 3339 time");
        }
    }
}

package io.podgate.memory;

import io.podgate.admission.LastNames;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Last known names in one JSON file,
 * {@code {"jpnw0v75y3qoql":{"name":"vision-ocr","team":"vision","month":"2026-11"}}}.
 */
public final class NamesFile implements LastNames {

    private static final Logger LOG = Logger.getLogger(NamesFile.class);
    private static final int DEPTH = 2;

    private final KeptFile file;
    private final Map<String, Seen> kept = new TreeMap<>();

    public NamesFile(Path file) {
        this.file = new KeptFile(file);
    }

    /** A file that cannot be understood is set aside: there is nothing in it that would be worth not to start for. */
    @Override
    public synchronized Map<String, Seen> recall() throws IOException {
        kept.clear();
        Optional<byte[]> text = file.read();
        try {
            if (text.isPresent()) {
                kept.putAll(read(text.get()));
            }
        } catch (MalformedJson | IllegalArgumentException | DateTimeException e) {
            LOG.errorf(
                    "%s is broken and was set aside as %s: what endpoints have spent that are deleted by now counts"
                            + " for the account only",
                    file.path(), file.setAside());
        }
        return Map.copyOf(kept);
    }

    @Override
    public synchronized void keep(Map<String, Seen> changed, YearMonth oldest) throws IOException {
        Map<String, Seen> all = new TreeMap<>(kept);
        all.putAll(changed);
        all.values().removeIf(seen -> seen.month().isBefore(oldest));
        file.replace(written(all));
        kept.clear();
        kept.putAll(all);
    }

    private static byte[] written(Map<String, Seen> all) {
        Map<String, Json> members = new TreeMap<>();
        all.forEach((id, seen) -> {
            Map<String, Object> plain = new TreeMap<>();
            plain.put("name", seen.name());
            plain.put("month", seen.month().toString());
            seen.team().ifPresent(team -> plain.put("team", team));
            members.put(id, Json.of(plain));
        });
        return new Json.Obj(members).bytes();
    }

    private static Map<String, Seen> read(byte[] text) throws MalformedJson {
        Map<String, Seen> all = new TreeMap<>();
        for (Map.Entry<String, Json> member :
                object(JsonReader.read(text, DEPTH)).members().entrySet()) {
            Json.Obj seen = object(member.getValue());
            all.put(
                    member.getKey(),
                    new Seen(text(seen, "name"), seen.string("team"), YearMonth.parse(text(seen, "month"))));
        }
        return all;
    }

    private static Json.Obj object(Json json) {
        if (json instanceof Json.Obj object) {
            return object;
        }
        throw new IllegalArgumentException("an object is due");
    }

    private static String text(Json.Obj object, String name) {
        return object.string(name).orElseThrow(() -> new IllegalArgumentException(name + " is due"));
    }
}

package io.podgate.runpod;

import io.podgate.admission.LastNames;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Last known names in one JSON file, {@code {"jpnw0v75y3qoql":{"name":"vision-ocr","month":"2026-11"}}}. */
public final class NamesFile implements LastNames {

    private static final Logger LOG = Logger.getLogger(NamesFile.class);
    private static final int DEPTH = 2;

    private final Path file;
    private final Map<String, Seen> kept = new TreeMap<>();

    public NamesFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** A file that cannot be understood is set aside: there is nothing in it that would be worth not to start for. */
    @Override
    public synchronized Map<String, Seen> recall() throws IOException {
        kept.clear();
        try {
            kept.putAll(read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            LOG.debugf("%s is not there yet", file);
        } catch (MalformedJson | IllegalArgumentException | DateTimeException e) {
            Path aside = beside(".broken");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.errorf(
                    "%s is broken and was set aside as %s: what endpoints have spent that are deleted by now counts"
                            + " for the account only",
                    file, aside);
        }
        return Map.copyOf(kept);
    }

    @Override
    public synchronized void keep(Map<String, Seen> changed, YearMonth oldest) throws IOException {
        Map<String, Seen> all = new TreeMap<>(kept);
        all.putAll(changed);
        all.values().removeIf(seen -> seen.month().isBefore(oldest));
        replace(written(all));
        kept.clear();
        kept.putAll(all);
    }

    private void replace(byte[] text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = beside(".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static byte[] written(Map<String, Seen> all) {
        Map<String, Json> members = new TreeMap<>();
        all.forEach((id, seen) -> members.put(
                id,
                Json.of(new TreeMap<>(
                        Map.of("name", seen.name(), "month", seen.month().toString())))));
        return new Json.Obj(members).bytes();
    }

    private static Map<String, Seen> read(byte[] text) throws MalformedJson {
        Map<String, Seen> all = new TreeMap<>();
        for (Map.Entry<String, Json> member :
                object(JsonReader.read(text, DEPTH)).members().entrySet()) {
            Json.Obj seen = object(member.getValue());
            all.put(member.getKey(), new Seen(text(seen, "name"), YearMonth.parse(text(seen, "month"))));
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

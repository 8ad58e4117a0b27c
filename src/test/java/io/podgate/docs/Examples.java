package io.podgate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The examples in a page. */
public final class Examples {

    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    private Examples() {}

    /** Those in YAML, in their order. */
    public static List<String> yaml(String page) throws IOException {
        return YAML.matcher(Files.readString(Path.of(page)))
                .results()
                .map(example -> example.group(1))
                .toList();
    }
}

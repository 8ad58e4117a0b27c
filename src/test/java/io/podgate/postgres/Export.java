package io.podgate.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statement that the operations guide exports the trail with. */
public final class Export {

    private static final Pattern STATEMENT = Pattern.compile("(?s)<!-- export -->\\s*```sql\\n(.*?);?\\n```");

    private Export() {}

    public static String statement() throws IOException {
        Matcher statement = STATEMENT.matcher(Files.readString(Path.of("docs/operations.md")));
        if (!statement.find()) {
            throw new IOException("docs/operations.md does not say how to export the trail");
        }
        return statement.group(1);
    }
}

package io.podgate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of a page, each between {@code <!-- name -->} and {@code <!-- end -->}. */
public record Tables(String page) {

    public static final Tables REFERENCE = new Tables("docs/reference.md");

    private static final int HEAD = 2;

    /** The rows below the head, each a list of its cells without backticks. */
    public List<List<String>> rows(String table) {
        String text = text();
        int begin = text.indexOf("<!-- " + table + " -->");
        return text.substring(begin, text.indexOf("<!-- end -->", begin))
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(HEAD)
                .map(Tables::cells)
                .toList();
    }

    /** The first cells of each row, put together with {@code |}. */
    public List<String> beginnings(String table, int cells) {
        return rows(table).stream()
                .map(row -> row.stream().limit(cells).collect(Collectors.joining("|")))
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|"))
                .skip(1)
                .map(cell -> cell.replace("`", "").strip())
                .toList();
    }

    private String text() {
        try {
            return Files.readString(Path.of(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

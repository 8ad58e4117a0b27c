package io.podgate.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The decisions of a day as a row of columns, each of three blocks on top of each other, and in words.
 *
 * @param columns the oldest first
 * @param most the largest number in one column
 * @param note what has to be said with it; empty text for nothing
 */
public record Series(
        List<Column> columns, int through, int refused, int trouble, int most, String from, String to, String note) {

    static final int WIDTH = 480;
    static final int HEIGHT = 96;

    private static final int GAP = 2;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * One column.
     *
     * @param time when it begins
     * @param blocks from the bottom up; none of what there was nothing of
     */
    public record Column(String time, int x, int width, int through, int refused, int trouble, List<Block> blocks) {

        public String words() {
            return time + ": " + through + " let through, " + refused + " refused, " + trouble + " gone wrong";
        }

        public boolean empty() {
            return blocks.isEmpty();
        }
    }

    /**
     * A part of a column.
     *
     * @param tone {@code good}, {@code bad} or {@code trouble}
     */
    public record Block(String tone, int y, int height) {}

    public int total() {
        return through + refused + trouble;
    }

    public int width() {
        return WIDTH;
    }

    public int height() {
        return HEIGHT;
    }

    private record Counted(int through, int refused, int trouble) {

        static Counted of(Map<String, Integer> byOutcome) {
            int[] counts = new int[3];
            byOutcome.forEach((outcome, count) -> {
                switch (Words.tone(outcome)) {
                    case "good" -> counts[0] += count;
                    case "bad" -> counts[1] += count;
                    default -> counts[2] += count;
                }
            });
            return new Counted(counts[0], counts[1], counts[2]);
        }

        int total() {
            return through + refused + trouble;
        }
    }

    static Series of(Recent.Picture picture) {
        Instant last = Recent.slot(picture.at());
        List<Counted> counted = new ArrayList<>();
        for (int i = Recent.SLOTS - 1; i >= 0; i--) {
            Instant slot = last.minus(Recent.SLOT.multipliedBy(i));
            counted.add(Counted.of(picture.bySlot().getOrDefault(slot, Map.of())));
        }
        int most = counted.stream().mapToInt(Counted::total).max().orElse(0);
        List<Column> columns = new ArrayList<>();
        int pitch = WIDTH / Recent.SLOTS;
        for (int i = 0; i < counted.size(); i++) {
            Instant slot = last.minus(Recent.SLOT.multipliedBy(Recent.SLOTS - 1L - i));
            columns.add(column(counted.get(i), HOUR.format(slot), i * pitch, pitch - GAP, most));
        }
        return new Series(
                columns,
                counted.stream().mapToInt(Counted::through).sum(),
                counted.stream().mapToInt(Counted::refused).sum(),
                counted.stream().mapToInt(Counted::trouble).sum(),
                most,
                columns.getFirst().time(),
                HOUR.format(picture.at()),
                picture.whole() ? "" : "There were more than can be counted here; the older half hours lack some.");
    }

    private static Column column(Counted counted, String time, int x, int width, int most) {
        List<Block> blocks = new ArrayList<>();
        int y = HEIGHT;
        y = stack(blocks, "good", counted.through(), y, most);
        y = stack(blocks, "bad", counted.refused(), y, most);
        stack(blocks, "trouble", counted.trouble(), y, most);
        return new Column(time, x, width, counted.through(), counted.refused(), counted.trouble(), blocks);
    }

    /** However few they are, they are seen. */
    private static int stack(List<Block> blocks, String tone, int count, int y, int most) {
        if (count == 0) {
            return y;
        }
        int height = Math.min(y, Math.max(2, (int) Math.round((double) count * HEIGHT / most)));
        blocks.add(new Block(tone, y - height, height));
        return y - height;
    }
}

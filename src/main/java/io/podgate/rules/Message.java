package io.podgate.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A sentence with expressions in braces: {@code this asks for {after.workersMax}}. A brace that is meant as one is
 * doubled. Immutable, for any number of threads.
 */
public final class Message {

    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST = 500;

    /** A piece of it. */
    private sealed interface Part {

        record Text(String text) implements Part {}

        record Hole(Program program) implements Part {}
    }

    private final String text;
    private final List<Part> parts;

    private Message(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /** Compiles and checks the expressions in it. */
    public static Reading<Message> read(String text) {
        if (text.length() > LONGEST_TEXT) {
            return new Reading.Faulty<>(
                    List.of(new Fault(1, 1, "a message has at most " + LONGEST_TEXT + " characters")));
        }
        List<Part> parts = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                plain.append(c);
                at += 2;
            } else if (c == '{') {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    return new Reading.Faulty<>(List.of(fault(text, at, "this brace is not closed")));
                }
                parts.add(new Part.Text(plain.toString()));
                plain.setLength(0);
                hole(text, at + 1, end, parts, faults);
                at = end + 1;
            } else {
                plain.append(c);
                at++;
            }
        }
        parts.add(new Part.Text(plain.toString()));
        return faults.isEmpty() ? new Reading.Understood<>(new Message(text, parts)) : new Reading.Faulty<>(faults);
    }

    private static void hole(String text, int from, int to, List<Part> parts, List<Fault> faults) {
        switch (Language.read(text.substring(from, to))) {
            case Reading.Understood<Program>(Program program) -> parts.add(new Part.Hole(program));
            case Reading.Faulty<Program>(List<Fault> found) ->
                found.forEach(each -> faults.add(fault(text, from + each.column() - 1, each.message())));
        }
    }

    private static Fault fault(String text, int offset, String message) {
        String before = text.substring(0, Math.min(offset, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Fault(line, before.length() - before.lastIndexOf('\n'), message);
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    /** For one update; what is not known is shown as a question mark. */
    public String about(Situation situation) {
        Meter meter = new Meter();
        String whole = parts.stream().map(part -> shown(part, situation, meter)).collect(Collectors.joining());
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "…";
    }

    private static String shown(Part part, Situation situation, Meter meter) {
        return switch (part) {
            case Part.Text(String text) -> text;
            case Part.Hole(Program program) -> {
                try {
                    yield shown(program.run(situation, meter));
                } catch (Program.Unevaluated e) {
                    yield "?";
                }
            }
        };
    }

    private static String shown(Object value) {
        return switch (value) {
            case Collection<?> list ->
                list.isEmpty() ? "none" : list.stream().map(Message::shown).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                new TreeMap<>(map).values().stream().map(Message::shown).collect(Collectors.joining(" "));
            case Duration duration ->
                duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
            default -> value.toString();
        };
    }
}

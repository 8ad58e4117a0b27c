package io.podgate.runpod;

import io.podgate.runpod.FieldText.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Structured fields of HTTP (RFC 9651): lists and dictionaries. One mistake makes the whole field unreadable, as the
 * RFC wants it. Of values only what quotas need is told apart; all others are read over.
 */
final class StructuredFields {

    private static final int LONGEST = 2048;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMAL_DIGITS = 16;

    private final FieldText text;

    /** A bare item, or an inner list. */
    sealed interface Value {
        record Whole(long number) implements Value {}

        record Text(String text) implements Value {}

        record Token(String name) implements Value {}

        /** Decimals, truth values, bytes, dates, display strings, inner lists. */
        record Other() implements Value {}
    }

    record Item(Value value, Map<String, Value> parameters) {}

    @FunctionalInterface
    private interface Form<T> {
        T read(StructuredFields field) throws Malformed;
    }

    private StructuredFields(String text) {
        this.text = new FieldText(text);
    }

    /** Empty where it is none, or longer than any that is meant. */
    static Optional<List<Item>> list(String text) {
        return read(text, StructuredFields::members);
    }

    /** Empty where it is none, or longer than any that is meant. */
    static Optional<Map<String, Item>> dictionary(String text) {
        return read(text, StructuredFields::entries);
    }

    private static <T> Optional<T> read(String text, Form<T> form) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        StructuredFields field = new StructuredFields(text);
        try {
            field.text.skip(" ");
            T read = form.read(field);
            field.text.skip(" ");
            return field.text.ended() ? Optional.of(read) : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private List<Item> members() throws Malformed {
        List<Item> members = new ArrayList<>();
        while (!text.ended()) {
            members.add(item());
            if (!another()) {
                break;
            }
        }
        return members;
    }

    private Map<String, Item> entries() throws Malformed {
        Map<String, Item> entries = new LinkedHashMap<>();
        while (!text.ended()) {
            String key = key();
            Item item = text.takes('=') ? item() : new Item(new Value.Other(), parameters());
            entries.remove(key);
            entries.put(key, item);
            if (!another()) {
                break;
            }
        }
        return entries;
    }

    private boolean another() throws Malformed {
        text.skip(" \t");
        if (!text.takes(',')) {
            return false;
        }
        text.skip(" \t");
        text.demand(!text.ended());
        return true;
    }

    private Item item() throws Malformed {
        Value value = text.takes('(') ? innerList() : bare();
        return new Item(value, parameters());
    }

    private Value innerList() throws Malformed {
        text.skip(" ");
        while (!text.takes(')')) {
            bare();
            parameters();
            text.demand(text.next() == ' ' || text.next() == ')');
            text.skip(" ");
        }
        return new Value.Other();
    }

    private Map<String, Value> parameters() throws Malformed {
        Map<String, Value> parameters = new LinkedHashMap<>();
        while (text.takes(';')) {
            text.skip(" ");
            String key = key();
            parameters.put(key, text.takes('=') ? bare() : new Value.Other());
        }
        return parameters;
    }

    private String key() throws Malformed {
        int from = text.at();
        text.demand(text.isLower() || text.next() == '*');
        while (text.isLower() || text.isDigit() || text.isOneOf("_-.*")) {
            text.step();
        }
        return text.since(from);
    }

    private Value bare() throws Malformed {
        char first = text.next();
        if (first == '"') {
            return new Value.Text(string());
        }
        if (first == '-' || text.isDigit()) {
            return number();
        }
        if (first == '*' || text.isLower() || text.isUpper()) {
            return new Value.Token(token());
        }
        text.step();
        switch (first) {
            case '?' -> text.demand(text.takes('0') || text.takes('1'));
            case ':' -> bytes();
            case '@' -> text.demand(number() instanceof Value.Whole);
            case '%' -> displayString();
            default -> text.demand(false);
        }
        return new Value.Other();
    }

    private String string() throws Malformed {
        StringBuilder said = new StringBuilder();
        text.step();
        while (!text.takes('"')) {
            if (text.takes('\\')) {
                text.demand(text.isOneOf("\"\\"));
            }
            text.demand(text.isPrintable());
            said.append(text.next());
            text.step();
        }
        return said.toString();
    }

    private Value number() throws Malformed {
        int from = text.at();
        text.takes('-');
        int whole = text.digits();
        text.demand(whole > 0);
        if (text.takes('.')) {
            int fraction = text.digits();
            text.demand(fraction > 0 && fraction <= 3 && whole + fraction < MOST_DECIMAL_DIGITS && whole <= 12);
            return new Value.Other();
        }
        text.demand(whole <= MOST_DIGITS);
        return new Value.Whole(Long.parseLong(text.since(from)));
    }

    private String token() {
        int from = text.at();
        while (text.isLower() || text.isUpper() || text.isDigit() || text.isOneOf("!#$%&'*+-.^_`|~:/")) {
            text.step();
        }
        return text.since(from);
    }

    private void bytes() throws Malformed {
        while (!text.takes(':')) {
            text.demand(text.isLower() || text.isUpper() || text.isDigit() || text.isOneOf("+/="));
            text.step();
        }
    }

    private void displayString() throws Malformed {
        text.demand(text.takes('"'));
        while (!text.takes('"')) {
            text.demand(text.isPrintable());
            text.step();
        }
    }
}

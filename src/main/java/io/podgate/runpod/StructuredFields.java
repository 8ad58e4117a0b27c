package io.podgate.runpod;

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

    private final String text;
    private int at;

    /** A bare item, or an inner list. */
    sealed interface Value {
        record Whole(long number) implements Value {}

        record Text(String text) implements Value {}

        record Token(String name) implements Value {}

        /** Decimals, truth values, bytes, dates, display strings, inner lists. */
        record Other() implements Value {}
    }

    record Item(Value value, Map<String, Value> parameters) {}

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private Malformed() {
            super(null, null, false, false);
        }
    }

    @FunctionalInterface
    private interface Form<T> {
        T read(StructuredFields field) throws Malformed;
    }

    private StructuredFields(String text) {
        this.text = text;
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
            field.skip(" ");
            T read = form.read(field);
            field.skip(" ");
            return field.ended() ? Optional.of(read) : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private List<Item> members() throws Malformed {
        List<Item> members = new ArrayList<>();
        while (!ended()) {
            members.add(item());
            if (!another()) {
                break;
            }
        }
        return members;
    }

    private Map<String, Item> entries() throws Malformed {
        Map<String, Item> entries = new LinkedHashMap<>();
        while (!ended()) {
            String key = key();
            Item item = takes('=') ? item() : new Item(new Value.Other(), parameters());
            entries.remove(key);
            entries.put(key, item);
            if (!another()) {
                break;
            }
        }
        return entries;
    }

    private boolean another() throws Malformed {
        skip(" \t");
        if (!takes(',')) {
            return false;
        }
        skip(" \t");
        demand(!ended());
        return true;
    }

    private Item item() throws Malformed {
        Value value = takes('(') ? innerList() : bare();
        return new Item(value, parameters());
    }

    private Value innerList() throws Malformed {
        skip(" ");
        while (!takes(')')) {
            bare();
            parameters();
            demand(next() == ' ' || next() == ')');
            skip(" ");
        }
        return new Value.Other();
    }

    private Map<String, Value> parameters() throws Malformed {
        Map<String, Value> parameters = new LinkedHashMap<>();
        while (takes(';')) {
            skip(" ");
            String key = key();
            parameters.put(key, takes('=') ? bare() : new Value.Other());
        }
        return parameters;
    }

    private String key() throws Malformed {
        int from = at;
        demand(isLower(next()) || next() == '*');
        while (isLower(next()) || isDigit(next()) || isOneOf("_-.*")) {
            at++;
        }
        return text.substring(from, at);
    }

    private Value bare() throws Malformed {
        char first = next();
        if (first == '"') {
            return new Value.Text(string());
        }
        if (first == '-' || isDigit(first)) {
            return number();
        }
        if (first == '*' || isLower(first) || isUpper(first)) {
            return new Value.Token(token());
        }
        at++;
        switch (first) {
            case '?' -> demand(takes('0') || takes('1'));
            case ':' -> bytes();
            case '@' -> demand(number() instanceof Value.Whole);
            case '%' -> displayString();
            default -> throw new Malformed();
        }
        return new Value.Other();
    }

    private String string() throws Malformed {
        StringBuilder said = new StringBuilder();
        at++;
        while (!takes('"')) {
            if (takes('\\')) {
                demand(isOneOf("\"\\"));
            }
            demand(next() >= ' ' && next() < 127);
            said.append(next());
            at++;
        }
        return said.toString();
    }

    private Value number() throws Malformed {
        int from = at;
        takes('-');
        int whole = digits();
        demand(whole > 0);
        if (takes('.')) {
            int fraction = digits();
            demand(fraction > 0 && fraction <= 3 && whole + fraction < MOST_DECIMAL_DIGITS && whole <= 12);
            return new Value.Other();
        }
        demand(whole <= MOST_DIGITS);
        return new Value.Whole(Long.parseLong(text, from, at, 10));
    }

    private int digits() {
        int from = at;
        while (isDigit(next())) {
            at++;
        }
        return at - from;
    }

    private String token() {
        int from = at;
        while (isLower(next()) || isUpper(next()) || isDigit(next()) || isOneOf("!#$%&'*+-.^_`|~:/")) {
            at++;
        }
        return text.substring(from, at);
    }

    private void bytes() throws Malformed {
        while (!takes(':')) {
            demand(isLower(next()) || isUpper(next()) || isDigit(next()) || isOneOf("+/="));
            at++;
        }
    }

    private void displayString() throws Malformed {
        demand(takes('"'));
        while (!takes('"')) {
            demand(next() >= ' ' && next() < 127);
            at++;
        }
    }

    private boolean ended() {
        return at >= text.length();
    }

    /** The character at hand; behind the end one that stands nowhere. */
    private char next() {
        return ended() ? '\0' : text.charAt(at);
    }

    private boolean takes(char wanted) {
        boolean there = !ended() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void skip(String these) {
        while (isOneOf(these)) {
            at++;
        }
    }

    private boolean isOneOf(String these) {
        return !ended() && these.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void demand(boolean holds) throws Malformed {
        if (!holds) {
            throw new Malformed();
        }
    }
}

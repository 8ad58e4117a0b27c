package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a value must look like; complaints are worded as RunPod words them, {@code $.workers.max: …}. */
@FunctionalInterface
interface Shape {

    void check(String at, Json value, List<String> errors);

    static Shape text(int min, int max) {
        return (at, value, errors) -> {
            if (!(value instanceof Json.Str(String text))) {
                errors.add(at + ": got " + value.kind() + ", want string");
            } else if (text.length() < min || text.length() > max) {
                errors.add(at + ": length must be between " + min + " and " + max);
            }
        };
    }

    static Shape text() {
        return text(0, Integer.MAX_VALUE);
    }

    static Shape matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return (at, value, errors) -> {
            if (!(value instanceof Json.Str(String text)
                    && pattern.matcher(text).find())) {
                errors.add(at + ": must be a string matching " + regex);
            }
        };
    }

    static Shape oneOf(String... allowed) {
        List<String> values = List.of(allowed);
        return (at, value, errors) -> {
            if (!(value instanceof Json.Str(String text) && values.contains(text))) {
                errors.add(at + ": value must be one of " + values);
            }
        };
    }

    static Shape bool() {
        return (at, value, errors) -> {
            if (!(value instanceof Json.Bool)) {
                errors.add(at + ": got " + value.kind() + ", want boolean");
            }
        };
    }

    static Shape number(double min) {
        return (at, value, errors) -> {
            if (!(value instanceof Json.Num(String text))) {
                errors.add(at + ": got " + value.kind() + ", want number");
            } else if (new BigDecimal(text).compareTo(BigDecimal.valueOf(min)) < 0) {
                errors.add(at + ": " + text + " is less than " + min);
            }
        };
    }

    static Shape integer(long min, long max) {
        return (at, value, errors) -> {
            if (!(value instanceof Json.Num(String text)) || !isWhole(text)) {
                errors.add(at + ": got " + value.kind() + ", want integer");
            } else if (new BigDecimal(text).compareTo(BigDecimal.valueOf(min)) < 0) {
                errors.add(at + ": " + text + " is less than " + min);
            } else if (new BigDecimal(text).compareTo(BigDecimal.valueOf(max)) > 0) {
                errors.add(at + ": " + text + " is greater than " + max);
            }
        };
    }

    private static boolean isWhole(String number) {
        return new BigDecimal(number).stripTrailingZeros().scale() <= 0;
    }

    static Shape nullOr(Shape shape) {
        return (at, value, errors) -> {
            if (!(value instanceof Json.Null)) {
                shape.check(at, value, errors);
            }
        };
    }

    static Shape list(Shape element, int minItems) {
        return (at, value, errors) -> {
            if (!(value instanceof Json.Arr(List<Json> elements))) {
                errors.add(at + ": got " + value.kind() + ", want array");
                return;
            }
            if (elements.size() < minItems) {
                errors.add(at + ": minItems: got " + elements.size() + ", want " + minItems);
            }
            for (int i = 0; i < elements.size(); i++) {
                element.check(at + "[" + i + "]", elements.get(i), errors);
            }
        };
    }

    default Shape withUniqueItems() {
        return (at, value, errors) -> {
            check(at, value, errors);
            if (value instanceof Json.Arr(List<Json> elements) && new HashSet<>(elements).size() < elements.size()) {
                errors.add(at + ": items must be unique");
            }
        };
    }

    /** An object whose values all look the same. */
    static Shape map(Shape values) {
        return (at, value, errors) -> {
            if (value instanceof Json.Obj(Map<String, Json> members)) {
                members.forEach((name, member) -> values.check(at + "." + name, member, errors));
            } else {
                errors.add(at + ": got " + value.kind() + ", want object");
            }
        };
    }

    /** An object of known members; unknown ones are named where it is closed and pass where it is not. */
    static Shape object(Map<String, Shape> known, Set<String> required, boolean closed) {
        return (at, value, errors) -> {
            if (!(value instanceof Json.Obj(Map<String, Json> members))) {
                errors.add(at + ": got " + value.kind() + ", want object");
                return;
            }
            required.stream()
                    .filter(name -> !members.containsKey(name))
                    .forEach(name -> errors.add(at + ": missing property '" + name + "'"));
            members.forEach((name, member) -> {
                Shape shape = known.get(name);
                if (shape != null) {
                    shape.check(at + "." + name, member, errors);
                } else if (closed) {
                    errors.add(at + ": additional properties '" + name + "' not allowed");
                }
            });
        };
    }

    static Shape closed(Map<String, Shape> known) {
        return object(known, Set.of(), true);
    }
}

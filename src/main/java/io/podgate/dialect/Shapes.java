package io.podgate.dialect;

import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shapes from which both dialects' updates are made. */
final class Shapes {

    /** RunPod's ids, as far as they may become part of a URL. */
    static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern CUDA = Pattern.compile("[0-9]+\\.[0-9]+");

    static final Shape<String> TEMPLATE_ID = text(
            "a template id (letters, digits, _ and -, at most 64)",
            text -> ID.matcher(text).matches());
    static final Shape<String> CUDA_VERSION = text(
            "a CUDA version such as \"12.8\" (major.minor)",
            text -> CUDA.matcher(text).matches());

    static final Shape<Boolean> FLAG = (json, pointer, findings) -> {
        if (json instanceof Json.Bool(boolean value)) {
            return Optional.of(value);
        }
        findings.expected("true or false", json, pointer);
        return Optional.empty();
    };

    private Shapes() {}

    static Shape<String> text(String allowed, Predicate<String> good) {
        return (json, pointer, findings) -> {
            if (json instanceof Json.Str(String value) && good.test(value)) {
                return Optional.of(value);
            }
            findings.expected(allowed, json, pointer);
            return Optional.empty();
        };
    }

    static <E extends Enum<E>> Shape<E> oneOf(Class<E> constants) {
        String allowed = Arrays.stream(constants.getEnumConstants())
                .map(constant -> '"' + constant.name() + '"')
                .collect(Collectors.joining(" or "));
        return text(
                        allowed,
                        text -> Arrays.stream(constants.getEnumConstants())
                                .anyMatch(constant -> constant.name().equals(text)))
                .as(text -> Enum.valueOf(constants, text));
    }

    static Shape<List<String>> list(Shape<String> element) {
        return (json, pointer, findings) -> {
            if (!(json instanceof Json.Arr(List<Json> elements))) {
                findings.expected("an array of strings", json, pointer);
                return Optional.empty();
            }
            List<String> list = new ArrayList<>(elements.size());
            for (int i = 0; i < elements.size(); i++) {
                element.read(elements.get(i), pointer + "/" + i, findings).ifPresent(list::add);
            }
            return list.size() == elements.size() ? Optional.of(List.copyOf(list)) : Optional.empty();
        };
    }

    static Shape<List<String>> filled(Shape<List<String>> list) {
        return (json, pointer, findings) -> {
            if (json instanceof Json.Arr(List<Json> elements) && elements.isEmpty()) {
                findings.refuse(pointer, "must not be empty");
                return Optional.empty();
            }
            return list.read(json, pointer, findings);
        };
    }

    static Shape<List<String>> distinct(Shape<List<String>> list) {
        return (json, pointer, findings) -> list.read(json, pointer, findings).filter(elements -> {
            Set<String> seen = new HashSet<>();
            boolean distinct = true;
            for (int i = 0; i < elements.size(); i++) {
                if (!seen.add(elements.get(i))) {
                    findings.refuse(pointer + "/" + i, "says the same a second time");
                    distinct = false;
                }
            }
            return distinct;
        });
    }
}

package io.podgate.http;

import io.podgate.admission.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The query parameters that a route has. Another one is refused, and so is one that is said twice. */
record Parameters(SortedMap<String, Form> forms) {

    /** A route without any. */
    static final Parameters NONE = new Parameters(Map.of());

    /**
     * What a parameter's value may be.
     *
     * @param words the same for whoever said something else, behind {@code limit is …}
     */
    record Form(Predicate<String> admits, String words) {}

    Parameters(Map<String, Form> forms) {
        this(Collections.unmodifiableSortedMap(new TreeMap<>(forms)));
    }

    /** What is wrong with the query; empty where nothing is. */
    Optional<Outcome.Refused> flaw(Call call) {
        return call.http().params().names().stream()
                .flatMap(name -> flaw(name, call.query(name)).stream())
                .findFirst();
    }

    private Optional<Outcome.Refused> flaw(String name, List<String> said) {
        Form form = forms.get(name);
        if (form == null) {
            String known = forms.isEmpty() ? "there is none" : "there are " + String.join(", ", forms.keySet());
            return Preconditions.malformed(
                    "the query parameter '" + Preconditions.abridged(name) + "' is unknown here; " + known);
        }
        if (said.size() != 1) {
            return Preconditions.malformed(name + " is said once");
        }
        return form.admits().test(said.getFirst())
                ? Optional.empty()
                : Preconditions.malformed(name + " is " + form.words());
    }
}

package io.podgate.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Several patterns, any of which may match; plain names among them are looked up, not tried. */
final class Globs {

    private final List<String> patterns;
    private final Set<String> names = new HashSet<>();
    private final List<Glob> wild;

    private Globs(List<Glob> globs) {
        this.patterns = globs.stream().map(Glob::pattern).toList();
        globs.stream().filter(Glob::literal).map(Glob::pattern).forEach(names::add);
        this.wild = globs.stream().filter(glob -> !glob.literal()).toList();
    }

    static Globs of(List<String> patterns) {
        return new Globs(patterns.stream().map(Glob::new).toList());
    }

    boolean matches(String name) {
        if (names.contains(name)) {
            return true;
        }
        for (Glob glob : wild) {
            if (glob.matches(name)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Whether it matches whatever name there may be. */
    boolean matchesEverything() {
        return patterns.contains("*");
    }

    /** As written. */
    List<String> patterns() {
        return patterns;
    }
}

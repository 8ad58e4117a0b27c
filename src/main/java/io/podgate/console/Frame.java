package io.podgate.console;

import java.util.List;
import java.util.Optional;

/**
 * What all pages have around them.
 *
 * @param title of the page
 * @param current which entry of the navigation it is below; empty text for none
 * @param back the page itself, to come back to
 * @param who is signed in; empty text for nobody
 * @param mayChange whether it may do more than look
 * @param seal see {@link Session#seal}
 * @param theme {@code auto}, {@code light} or {@code dark}
 */
public record Frame(
        String title,
        String current,
        String back,
        String who,
        String role,
        boolean mayChange,
        String seal,
        String theme,
        Links links) {

    /** Where the console's own files are. */
    public record Links(String style, String script, String icon) {}

    /** The field of forms that holds the seal. */
    static final String SEAL = "seal";

    /** An entry of the navigation. */
    public record Entry(String href, String label, boolean here) {}

    /** The pages, in their order. */
    public List<Entry> navigation() {
        return List.of(
                entry("", "Overview"),
                entry("endpoints", "Endpoints"),
                entry("decisions", "Decisions"),
                entry("drift", "Drift"),
                entry("playground", "Playground"));
    }

    private Entry entry(String page, String label) {
        return new Entry(page.isEmpty() ? Visit.HOME : Visit.HOME + "/" + page, label, label.equals(current));
    }

    /** The choices of the theme. */
    public List<String> themes() {
        return List.of("auto", "light", "dark");
    }

    static Frame of(String title, String current, Visit visit, Optional<Session> session, Assets assets) {
        return new Frame(
                title,
                current,
                visit.isPost() ? Visit.HOME + "/" + visit.page().split("/", 2)[0] : visit.uri(),
                session.map(known -> known.caller().name()).orElse(""),
                session.map(known -> known.caller().role().key()).orElse(""),
                session.map(Session::mayChange).orElse(false),
                session.map(Session::seal).orElse(""),
                Theme.of(visit).key(),
                assets.links());
    }
}

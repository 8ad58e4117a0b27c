package io.podgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds callers that cannot come in, or soon cannot. */
final class CallerLint {

    private static final Duration SOON = Duration.ofDays(7);

    private final List<PolicyError> warnings = new ArrayList<>();

    private CallerLint() {}

    /** Callers for whom there is no token that would not fit another one as well. */
    static List<PolicyError> of(Declarations said) {
        CallerLint lint = new CallerLint();
        List<DeclaredCaller> callers = said.callers();
        Signatories<DeclaredCaller> all = Signatories.of(
                callers,
                caller -> caller.credential().matches().stream()
                        .map(Declared::value)
                        .findFirst());
        for (DeclaredCaller caller : callers) {
            for (Declared<JwtMatch> match : caller.credential().matches()) {
                all.fitting(match.value().least()).stream()
                        .filter(other -> !other.name().equals(caller.name()))
                        .forEach(other -> lint.warn(
                                caller.place(),
                                "caller " + caller.name() + " cannot come in: what fits it fits caller " + other.name()
                                        + " (" + other.place() + ") as well, and a token that fits two is refused"));
            }
        }
        return lint.warnings;
    }

    /** Issuers that the gateway does not believe, each where it is named first: nobody of them can come in. */
    static List<PolicyError> of(Declarations said, Predicate<String> known) {
        CallerLint lint = new CallerLint();
        Set<String> told = new HashSet<>();
        for (DeclaredCaller caller : said.callers()) {
            for (Declared<JwtMatch> match : caller.credential().matches()) {
                String issuer = match.value().issuer();
                if (!known.test(issuer) && told.add(issuer)) {
                    lint.warn(
                            match.place(),
                            "podgate.identity.issuers does not have " + issuer + ", so its callers cannot come in");
                }
            }
        }
        return lint.warnings;
    }

    /** Tokens that have ended, or end within a week, and callers that have no other. */
    static List<PolicyError> of(Declarations said, Instant now) {
        CallerLint lint = new CallerLint();
        said.callers().forEach(caller -> lint.tokens(caller, now));
        return lint.warnings;
    }

    private void tokens(DeclaredCaller caller, Instant now) {
        List<Declared<CallerToken>> tokens = caller.credential().tokens();
        for (Declared<CallerToken> token : tokens) {
            if (!token.value().holds(now)) {
                warn(token.place(), "a token of caller " + caller.name() + " has ended");
            } else if (!token.value().holds(now.plus(SOON))) {
                warn(token.place(), "a token of caller " + caller.name() + " ends within a week");
            }
        }
        if (!tokens.isEmpty()
                && tokens.stream().noneMatch(token -> token.value().holds(now))) {
            warn(caller.place(), "caller " + caller.name() + " cannot come in: none of its tokens holds any more");
        }
    }

    /** The issuers that the gateway has to know, each with the callers that come from it. */
    static SortedMap<String, SortedSet<String>> issuers(Declarations said) {
        SortedMap<String, SortedSet<String>> issuers = new TreeMap<>();
        for (DeclaredCaller caller : said.callers()) {
            caller.credential()
                    .matches()
                    .forEach(match -> issuers.computeIfAbsent(match.value().issuer(), first -> new TreeSet<>())
                            .add(caller.name()));
        }
        return issuers;
    }

    private void warn(Place place, String message) {
        warnings.add(place.error(message));
    }
}

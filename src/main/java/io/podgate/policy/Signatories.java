package io.podgate.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Those whom signed tokens fit, found without looking at all of them: each is kept under its issuer and that claim of
 * its own which the fewest others share.
 *
 * @param <T> who they are
 */
final class Signatories<T> {

    private record Claim(String name, ClaimValue value) {}

    private record Candidate<T>(JwtMatch match, T who) {}

    private final Map<String, Map<Claim, List<Candidate<T>>>> byIssuer = new HashMap<>();
    private final Map<String, Set<String>> keys = new HashMap<>();
    private final Map<String, Set<String>> audiences;

    private Signatories(List<Candidate<T>> all) {
        all.stream()
                .collect(Collectors.groupingBy(candidate -> candidate.match().issuer()))
                .forEach(this::add);
        this.audiences = all.stream()
                .map(Candidate::match)
                .collect(Collectors.groupingBy(
                        JwtMatch::issuer, Collectors.mapping(JwtMatch::audience, Collectors.toUnmodifiableSet())));
    }

    /** @param match what fits each; nobody is found who has none */
    static <T> Signatories<T> of(List<T> all, Function<T, Optional<JwtMatch>> match) {
        return new Signatories<>(all.stream()
                .flatMap(who -> match.apply(who).map(its -> new Candidate<>(its, who)).stream())
                .toList());
    }

    private void add(String issuer, List<Candidate<T>> all) {
        Map<Claim, Long> shared = all.stream()
                .flatMap(candidate -> claims(candidate.match()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Comparator<Claim> rarest = Comparator.<Claim>comparingLong(claim -> shared.getOrDefault(claim, 0L))
                .thenComparing(Claim::name);
        Map<Claim, List<Candidate<T>>> index = new HashMap<>();
        for (Candidate<T> candidate : all) {
            claims(candidate.match())
                    .min(rarest)
                    .ifPresent(key -> index.computeIfAbsent(key, first -> new ArrayList<>())
                            .add(candidate));
        }
        byIssuer.put(issuer, index);
        keys.put(issuer, index.keySet().stream().map(Claim::name).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<Claim> claims(JwtMatch match) {
        return match.claims().entrySet().stream().map(claim -> new Claim(claim.getKey(), claim.getValue()));
    }

    /** All whom the token fits. */
    List<T> fitting(SignedToken token) {
        Map<Claim, List<Candidate<T>>> index = byIssuer.getOrDefault(token.issuer(), Map.of());
        return keys.getOrDefault(token.issuer(), Set.of()).stream()
                .flatMap(name -> token.says(name).stream().map(value -> new Claim(name, value)))
                .flatMap(claim -> index.getOrDefault(claim, List.of()).stream())
                .filter(candidate -> candidate.match().fits(token))
                .map(Candidate::who)
                .toList();
    }

    /** By issuer, whom its tokens are to be meant for. */
    Map<String, Set<String>> audiences() {
        return audiences;
    }
}

package io.podgate.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By what each caller is known. */
final class Credentials {

    private record Held(CallerToken token, Caller by) {}

    private final Map<TokenDigest, Held> tokens = new HashMap<>();
    private final Signatories<Caller> signatories;
    private final Map<String, Object> plain = new HashMap<>();

    /** @param callers by the names that they have in {@code declared} */
    Credentials(List<DeclaredCaller> declared, Map<String, Caller> callers) {
        Map<String, JwtMatch> matches = new HashMap<>();
        for (DeclaredCaller each : declared) {
            Credential credential = each.credential();
            plain.put(each.name(), credential.plain());
            Optional.ofNullable(callers.get(each.name()))
                    .ifPresent(caller -> credential
                            .tokens()
                            .forEach(token -> tokens.put(token.value().digest(), new Held(token.value(), caller))));
            credential.matches().forEach(match -> matches.put(each.name(), match.value()));
        }
        this.signatories = Signatories.of(
                List.copyOf(callers.values()), caller -> Optional.ofNullable(matches.get(caller.name())));
    }

    /** Who holds the token; empty where nobody does any more. The clock is asked only of tokens that end. */
    Optional<Caller> holder(TokenDigest digest, InstantSource clock) {
        Held held = tokens.get(digest);
        return held == null
                        || (held.token().notAfter().isPresent() && !held.token().holds(clock.instant()))
                ? Optional.empty()
                : Optional.of(held.by());
    }

    Optional<Instant> end(TokenDigest digest) {
        return Optional.ofNullable(tokens.get(digest))
                .flatMap(held -> held.token().notAfter());
    }

    Signatories<Caller> signatories() {
        return signatories;
    }

    /** What identifies the caller of that name, for {@link Revision}. */
    Object plain(String caller) {
        return plain.getOrDefault(caller, "");
    }
}

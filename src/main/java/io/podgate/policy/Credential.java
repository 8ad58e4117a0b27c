package io.podgate.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** By what somebody is known to be a caller, as a file has it. */
sealed interface Credential {

    /** Tokens of its own: one, or several while the one gives way to the other. */
    record Tokens(List<Declared<CallerToken>> tokens) implements Credential {

        @Override
        public List<Declared<JwtMatch>> matches() {
            return List.of();
        }

        /** One that stays is written as it always was, so that it says the same however it is listed. */
        @Override
        public Object plain() {
            List<CallerToken> all = tokens.stream().map(Declared::value).toList();
            return all.size() == 1 && all.getFirst().notAfter().isEmpty()
                    ? all.getFirst().digest().asWritten()
                    : all.stream()
                            .map(token -> List.of(token.digest().asWritten(), token.notAfter()))
                            .sorted(Comparator.comparing(Object::toString))
                            .toList();
        }
    }

    /** Whatever token an issuer has signed that fits. */
    record Jwt(Declared<JwtMatch> match) implements Credential {

        @Override
        public List<Declared<CallerToken>> tokens() {
            return List.of();
        }

        @Override
        public List<Declared<JwtMatch>> matches() {
            return List.of(match);
        }

        @Override
        public Object plain() {
            return Map.of(
                    "issuer", match.value().issuer(),
                    "audience", match.value().audience(),
                    "claims", match.value().claims());
        }
    }

    /** Its own tokens; empty where it has none. */
    List<Declared<CallerToken>> tokens();

    /** What signed tokens have to say; empty where none would do. */
    List<Declared<JwtMatch>> matches();

    /** What it says, for {@link Revision}. */
    Object plain();
}

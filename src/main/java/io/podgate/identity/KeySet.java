package io.podgate.identity;

import java.security.Key;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The public keys of an issuer (RFC 7517). What cannot be used, and what is no public key, is left out.
 *
 * @param text as it was read, by which it is known again
 */
record KeySet(String text, List<PublicJsonWebKey> keys) {

    /** More than anybody has; each token is held against all of them. */
    private static final int MOST = 100;

    private static final VerificationJwkSelector SELECTOR = new VerificationJwkSelector();

    static KeySet parse(String text) throws Unreadable {
        List<PublicJsonWebKey> keys;
        try {
            keys = new JsonWebKeySet(text)
                    .getJsonWebKeys().stream()
                            .filter(PublicJsonWebKey.class::isInstance)
                            .map(PublicJsonWebKey.class::cast)
                            .filter(key -> !Use.ENCRYPTION.equals(key.getUse()))
                            .toList();
        } catch (JoseException | RuntimeException e) { // the library's casts fail on JSON of another shape
            throw new Unreadable("what was read is no JSON Web Key Set");
        }
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new Unreadable("1 to " + MOST + " public keys are due, found " + keys.size());
        }
        return new KeySet(text, keys);
    }

    boolean isAs(KeySet other) {
        return text.equals(other.text);
    }

    /** The one key that the token may be signed with; empty where there is none, or not just one. */
    Optional<Key> of(JsonWebSignature token) {
        try {
            List<JsonWebKey> fitting = SELECTOR.selectList(token, List.copyOf(keys));
            return fitting.size() == 1 ? Optional.of(fitting.getFirst().getKey()) : Optional.empty();
        } catch (JoseException e) {
            return Optional.empty();
        }
    }
}

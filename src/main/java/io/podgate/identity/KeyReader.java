package io.podgate.identity;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Reads an issuer's keys, from where it says that they are. Blocks. */
final class KeyReader {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Issuer issuer;
    private final IssuerDoor door;

    KeyReader(Issuer issuer) {
        this.issuer = issuer;
        this.door = new IssuerDoor(issuer, PATIENCE);
    }

    KeySet read() throws Unreadable {
        return KeySet.parse(door.read(issuer.jwks().isPresent() ? issuer.jwks().get() : discovered()));
    }

    /** OpenID Connect Discovery 1.0, 4.3: a document that speaks of another issuer is not to be used. */
    private URI discovered() throws Unreadable {
        Map<String, Object> document = object(door.read(issuer.discovery()));
        if (!issuer.url().equals(document.get("issuer"))) {
            throw new Unreadable(issuer.discovery() + " speaks of another issuer than " + issuer.url());
        }
        Optional<URI> jwks = document.get("jwks_uri") instanceof String url ? Issuer.address(url) : Optional.empty();
        return jwks.orElseThrow(() -> new Unreadable(issuer.discovery() + " names no https:// address of keys"));
    }

    private Map<String, Object> object(String text) throws Unreadable {
        try {
            return JsonUtil.parseJson(text);
        } catch (JoseException e) {
            throw new Unreadable(issuer.discovery() + " is no JSON object");
        }
    }
}

package io.podgate.identity;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An issuer whose tokens are believed.
 *
 * @param name as the configuration calls it
 * @param url as its tokens call it
 * @param jwks where its keys are; empty where its discovery document says it
 */
record Issuer(
        String name,
        String url,
        Optional<URI> jwks,
        Optional<Path> caFile,
        Optional<Path> tokenFile,
        List<String> algorithms) {

    static final String SETTINGS = "podgate.identity.issuers.";

    private static final Set<String> ASYMMETRIC = new TreeSet<>(
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"));
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    /** Throws a {@link ConfigurationException} that names the setting, what is due and what was found. */
    static Issuer of(String name, IssuerConfig config) {
        String setting = SETTINGS + name + ".";
        for (String algorithm : config.algorithms()) {
            if (!ASYMMETRIC.contains(algorithm)) {
                throw new ConfigurationException(setting + "algorithms: some of " + String.join(", ", ASYMMETRIC)
                        + " is due, found " + algorithm);
            }
        }
        Optional<URI> jwks = config.jwksUrl().map(url -> address(setting + "jwks-url", url));
        if (jwks.isEmpty()) {
            address(setting + "url", config.url());
        }
        return new Issuer(
                name, config.url(), jwks, config.caFile(), config.tokenFile(), List.copyOf(config.algorithms()));
    }

    private static URI address(String setting, String url) {
        return address(url)
                .orElseThrow(() -> new ConfigurationException(
                        setting + ": an https:// URL is due (http:// is enough on this machine), found " + url));
    }

    /** What keys may be read from; empty where it is nothing of the kind. */
    static Optional<URI> address(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            boolean safe = host != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && (scheme.equals("https")
                            || (scheme.equals("http") && LOOPBACK.matcher(host).matches()));
            return safe ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Where OpenID Connect Discovery 1.0 has the issuer describe itself. */
    URI discovery() {
        return URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + DISCOVERY);
    }

    /** Whether the issuer itself is there, so that it may be shown the credential. */
    boolean isAt(URI place) {
        return place.equals(jwks.orElse(null)) || (jwks.isEmpty() && sameOrigin(place, URI.create(url)));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}

package io.podgate.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.podgate.HandTime;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be configured of an issuer. */
class IssuerTest {

    private static String refusal(Map<String, IssuerConfig> issuers) {
        return String.valueOf(assertThrows(
                        ConfigurationException.class,
                        () -> new Issuers(Settings.named(issuers), Optional::empty, new HandTime()))
                .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "HS512", "rs256", "", "RSA-OAEP"})
    void only_what_is_signed_by_a_private_key_is_believed(String algorithm) {
        assertEquals(
                "podgate.identity.issuers.ci.algorithms: some of ES256, ES384, ES512, EdDSA, PS256, PS384, PS512, RS256,"
                        + " RS384, RS512 is due, found " + algorithm,
                refusal(Map.of("ci", Settings.of("https://ci.example").signing("RS256", algorithm))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ci.example",
                "ftp://ci.example",
                "ci.example",
                "https:///keys",
                "http://localhost.example",
                "https://user:secret@ci.example",
                "not a url"
            })
    void keys_are_read_over_https_alone(String url) {
        assertEquals(
                "podgate.identity.issuers.ci.url: an https:// URL is due (http:// is enough on this machine), found "
                        + url,
                refusal(Map.of("ci", Settings.of(url))));
        assertEquals(
                "podgate.identity.issuers.ci.jwks-url: an https:// URL is due (http:// is enough on this machine), found "
                        + url,
                refusal(Map.of("ci", Settings.of("https://ci.example").withKeysAt(url))));
    }

    @Test
    void on_this_machine_http_will_do_and_an_issuer_need_be_no_url_where_its_keys_have_one() {
        for (String url : List.of("http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1/keys")) {
            assertEquals(url, Issuer.of("ci", Settings.of(url)).url());
        }
        assertEquals(
                "kubernetes",
                Issuer.of("ci", Settings.of("kubernetes").withKeysAt("https://a/keys"))
                        .url());
    }

    @Test
    void each_has_a_url_of_its_own() {
        assertEquals(
                "podgate.identity.issuers.b.url: another one than that of a is due, found https://ci.example",
                refusal(Map.of("a", Settings.of("https://ci.example"), "b", Settings.of("https://ci.example"))));
    }

    @Test
    void it_describes_itself_at_the_well_known_place() {
        for (String url : List.of("https://ci.example/realms/a", "https://ci.example/realms/a/")) {
            assertEquals(
                    "https://ci.example/realms/a/.well-known/openid-configuration",
                    Issuer.of("ci", Settings.of(url)).discovery().toString());
        }
    }

    @Test
    void environment_variables_will_do() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(IdentityConfig.class)
                .withSources(new EnvConfigSource(
                        Map.of(
                                "PODGATE_IDENTITY_ISSUERS_CLUSTER_URL", "https://cluster.example",
                                "PODGATE_IDENTITY_ISSUERS_CLUSTER_JWKS_URL", "https://cluster.example/keys",
                                "PODGATE_IDENTITY_ISSUERS_CLUSTER_CA_FILE", "/ca.crt",
                                "PODGATE_IDENTITY_ISSUERS_CLUSTER_TOKEN_FILE", "/token"),
                        300))
                .build();
        IssuerConfig cluster = Objects.requireNonNull(
                config.getConfigMapping(IdentityConfig.class).issuers().get("cluster"));
        assertEquals(
                Settings.of("https://cluster.example")
                        .withKeysAt("https://cluster.example/keys")
                        .trusting(Path.of("/ca.crt"))
                        .showing(Path.of("/token")),
                new Settings(
                        cluster.url(), cluster.jwksUrl(), cluster.caFile(), cluster.tokenFile(), cluster.algorithms()));
    }
}

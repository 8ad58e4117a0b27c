package io.podgate.policy;

import static io.podgate.policy.SchemaWords.map;
import static io.podgate.policy.SchemaWords.object;
import static io.podgate.policy.SchemaWords.oneOf;
import static io.podgate.policy.SchemaWords.required;
import static io.podgate.policy.SchemaWords.some;
import static io.podgate.policy.SchemaWords.text;
import static io.podgate.policy.SchemaWords.time;
import static io.podgate.policy.SchemaWords.word;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Callers, and how they say who they are, as a part of the {@link PolicySchema}. */
final class CallerSchema {

    private CallerSchema() {}

    /** @param terms what is said of callers as of teams */
    static Map<String, Object> ofTeam(Function<String, Object> terms) {
        return caller(object(
                CallerReader.TEAMS,
                key -> key.equals("role") ? roles(Role.CALLER, Role.READER) : member(key, terms),
                "name"));
    }

    /** @param terms what is said of callers as of teams */
    static Map<String, Object> ofPlatform(Function<String, Object> terms) {
        return caller(object(
                CallerReader.PLATFORMS,
                key -> key.equals("role") ? roles(Role.PLATFORM, Role.AUDITOR) : member(key, terms),
                "name",
                "role"));
    }

    private static Object roles(Role one, Role other) {
        return oneOf(List.of(one.key(), other.key()));
    }

    /** It has one of its credentials, and what goes with that. */
    private static Map<String, Object> caller(Map<String, Object> caller) {
        caller.put("oneOf", required(CredentialReader.WAYS.stream()));
        caller.put("dependentRequired", Map.of("serviceAccount", CredentialReader.OF_SERVICE_ACCOUNT));
        return caller;
    }

    private static Object member(String key, Function<String, Object> terms) {
        return switch (key) {
            case "token" -> text(TokenDigest.FORM.pattern());
            case "tokens" -> some(object(CredentialReader.TOKEN, CallerSchema::ofToken, "digest"));
            case "serviceAccount" -> text(CredentialReader.ACCOUNT.pattern());
            case "jwt" -> object(CredentialReader.JWT, CallerSchema::ofJwt, "issuer", "audience", "claims");
            case "issuer", "audience" -> ofJwt(key);
            default -> terms.apply(key);
        };
    }

    private static Object ofToken(String key) {
        return key.equals("notAfter") ? time() : text(TokenDigest.FORM.pattern());
    }

    private static Object ofJwt(String key) {
        return key.equals("claims") ? claims() : text("\\S+");
    }

    private static Object claims() {
        Map<String, Object> claims = new LinkedHashMap<>(map(word()));
        claims.put("minProperties", 1);
        claims.put("propertyNames", Map.of("not", oneOf(CredentialReader.NO_CLAIMS_OF_ONE)));
        return claims;
    }
}

package io.podgate.policy;

import static io.podgate.policy.SchemaWords.any;
import static io.podgate.policy.SchemaWords.constant;
import static io.podgate.policy.SchemaWords.count;
import static io.podgate.policy.SchemaWords.list;
import static io.podgate.policy.SchemaWords.map;
import static io.podgate.policy.SchemaWords.money;
import static io.podgate.policy.SchemaWords.object;
import static io.podgate.policy.SchemaWords.oneOf;
import static io.podgate.policy.SchemaWords.reference;
import static io.podgate.policy.SchemaWords.saying;
import static io.podgate.policy.SchemaWords.some;
import static io.podgate.policy.SchemaWords.text;
import static io.podgate.policy.SchemaWords.truth;
import static io.podgate.policy.SchemaWords.unknown;
import static io.podgate.policy.SchemaWords.word;

import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.Scaling;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The documents of policies as a JSON Schema, for editors and for checks in a repository. Which keys there are is read
 * off the readers' own tables; a key of which nothing is said here is an error, and so is found by any test.
 */
public final class PolicySchema {

    private static final String TIME =
            "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}(:\\d{2}([.]\\d{1,9})?)?([Zz]|[+-]\\d{2}:\\d{2}(:\\d{2})?)";
    private static final String DURATION = "(0|[1-9][0-9]{0,8})(ms|s|m|h|d)";

    private PolicySchema() {}

    /** JSON Schema 2020-12, of plain values. */
    public static Map<String, Object> plain() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("policy", object(PolicyReader.KEYS, PolicySchema::ofPolicy, "apiVersion", "kind"));
        definitions.put("test", object(PolicyTestReader.KEYS, PolicySchema::ofTest, "apiVersion", "kind", "cases"));
        definitions.put("limits", object(LimitForms.KEYS, PolicySchema::ofLimits));
        definitions.put("budget", object(BudgetReader.KEYS, PolicySchema::ofBudget));
        definitions.put("enforcement", enforcement());
        definitions.put("selectors", list(selector()));
        definitions.put(
                "fields", list(oneOf(Field.all().stream().map(Field::key).toList())));
        definitions.put("names", list(word()));
        definitions.put("duration", any(count(), text(DURATION)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Podgate's policies and their tests");
        schema.put("oneOf", List.of(reference("policy"), reference("test")));
        schema.put("$defs", definitions);
        return schema;
    }

    private static Object selector() {
        return text(Selector.NAME + ".+|" + Selector.ID.pattern());
    }

    private static Object enforcement() {
        return oneOf(Arrays.stream(Enforcement.values()).map(Enforcement::key).toList());
    }

    private static Object ofPolicy(String key) {
        return switch (key) {
            case "apiVersion" -> constant(PolicyReader.API_VERSION);
            case "kind" -> constant(PolicyReader.KIND);
            case "metadata" -> metadata();
            case "account" -> object(PolicyReader.ACCOUNT, PolicySchema::ofBudget);
            case "prices" ->
                list(any(
                        object(PriceReader.GPU, PolicySchema::ofPrice, "gpu", "perHour"),
                        object(PriceReader.CPU, PolicySchema::ofPrice, "cpu", "perVcpuHour")));
            case "defaults" -> object(TermsReader.DEFAULTS, PolicySchema::ofTeam);
            case "teams" -> list(object(TeamReader.KEYS, PolicySchema::ofTeam, "name"));
            case "groups" -> list(object(GroupReader.KEYS, PolicySchema::ofTeam, "name", "endpoints"));
            case "platform" ->
                object(
                        PolicyReader.PLATFORM,
                        callers -> list(caller(
                                object(CallerReader.PLATFORMS, PolicySchema::ofPlatformCaller, "name", "role"))));
            case "rules" -> list(object(RuleReader.KEYS, PolicySchema::ofRule, "name", "expression"));
            case "exceptions" ->
                list(object(
                        ExemptionReader.KEYS,
                        PolicySchema::ofException,
                        "team",
                        "rule",
                        "until",
                        "reason",
                        "approvedBy"));
            default -> throw unknown(key);
        };
    }

    private static Object metadata() {
        return object(PolicyReader.METADATA, name -> text());
    }

    private static Object ofPrice(String key) {
        return switch (key) {
            case "gpu", "cpu" -> text("[^*?]*[^*?\\s][^*?]*");
            case "pool" -> text();
            case "perHour", "perVcpuHour" -> money();
            case "override" -> truth();
            default -> throw unknown(key);
        };
    }

    private static Object ofTeam(String key) {
        return switch (key) {
            case "name" -> text(Scalars.NAME.pattern());
            case "contact" -> text();
            case "owns", "endpoints" -> reference("selectors");
            case "fields" -> reference("fields");
            case "limits" -> reference("limits");
            case "budget" -> reference("budget");
            case Enforcement.KEY -> reference(Enforcement.KEY);
            case "overrides" -> list(object(TermsReader.OVERRIDE, PolicySchema::ofTeam, "endpoints", "limits"));
            case "rateLimit", "readLimit" -> text(Rate.FORM.pattern());
            case "share" -> Map.of("type", "integer", "minimum", 1, "maximum", 100);
            case "callers" -> list(caller(object(CallerReader.TEAMS, PolicySchema::ofTeamCaller, "name")));
            default -> throw unknown(key);
        };
    }

    private static Object ofTeamCaller(String key) {
        return key.equals("role") ? oneOf(List.of(Role.CALLER.key(), Role.READER.key())) : ofCaller(key);
    }

    private static Object ofPlatformCaller(String key) {
        return key.equals("role") ? oneOf(List.of(Role.PLATFORM.key(), Role.AUDITOR.key())) : ofCaller(key);
    }

    private static Object ofCaller(String key) {
        return switch (key) {
            case "token" -> text(TokenDigest.FORM.pattern());
            case "tokens" -> some(object(CredentialReader.TOKEN, PolicySchema::ofToken, "digest"));
            case "serviceAccount" -> text(CredentialReader.ACCOUNT.pattern());
            case "jwt" -> object(CredentialReader.JWT, PolicySchema::ofJwt, "issuer", "audience", "claims");
            case "issuer", "audience" -> ofJwt(key);
            default -> ofTeam(key);
        };
    }

    /** It has one of its credentials, and what goes with that. */
    private static Object caller(Map<String, Object> caller) {
        Map<String, Object> whole = new LinkedHashMap<>(caller);
        whole.put(
                "oneOf",
                CredentialReader.WAYS.stream()
                        .map(way -> Map.of("required", List.of(way)))
                        .toList());
        whole.put("dependentRequired", Map.of("serviceAccount", CredentialReader.OF_SERVICE_ACCOUNT));
        return whole;
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

    private static Object ofLimits(String key) {
        if (key.equals(Enforcement.KEY)) {
            return reference(Enforcement.KEY);
        }
        return switch (LimitForms.shape(key)) {
            case COUNT -> limit(LimitReader.BOUNDS, bound -> ofLimit(bound, count()));
            case TIME -> limit(LimitReader.BOUNDS, bound -> ofLimit(bound, reference("duration")));
            case NAMES -> limit(LimitReader.CHOICE, names -> ofLimit(names, reference("names")));
            case SCALING -> limit(LimitReader.SCALING, PolicySchema::ofScaling);
        };
    }

    private static Object limit(Keys keys, Function<String, Object> member) {
        return saying(object(keys, member), Enforcement.KEY);
    }

    private static Object ofLimit(String key, Object value) {
        return key.equals(Enforcement.KEY) ? reference(Enforcement.KEY) : value;
    }

    private static Object ofScaling(String key) {
        return switch (key) {
            case "types" ->
                list(oneOf(Arrays.stream(Scaling.Type.values()).map(Enum::name).toList()));
            case "queueDelay" -> limit(LimitReader.BOUNDS_ALONE, bound -> money());
            case "requestCount" -> limit(LimitReader.BOUNDS_ALONE, bound -> count());
            case Enforcement.KEY -> reference(Enforcement.KEY);
            default -> throw unknown(key);
        };
    }

    private static Object ofBudget(String key) {
        return switch (key) {
            case "burnRate", "floor", "month" -> line(money());
            case "workers" -> line(count());
            case "gpus" -> map(line(count()));
            case "warnAt" -> Map.of("type", "number", "exclusiveMinimum", 0, "maximum", 1);
            case Enforcement.KEY -> reference(Enforcement.KEY);
            default -> throw unknown(key);
        };
    }

    private static Object line(Object cap) {
        return any(cap, object(BudgetReader.LINE, key -> ofLimit(key, cap), "max"));
    }

    private static Object ofRule(String key) {
        return switch (key) {
            case "name" -> text("(?!" + RuleReader.TAKEN_FORM + ")" + Scalars.NAME.pattern());
            case "expression", "message" -> text();
            case "applies" -> object(RuleReader.APPLIES, PolicySchema::ofScope);
            case Enforcement.KEY -> reference(Enforcement.KEY);
            default -> throw unknown(key);
        };
    }

    private static Object ofScope(String key) {
        return switch (key) {
            case "teams", "callers" -> some(text(Scalars.NAME.pattern()));
            case "endpoints" -> some(selector());
            case "direction" -> constant("any");
            default -> throw unknown(key);
        };
    }

    private static Object ofException(String key) {
        return switch (key) {
            case "team" -> text(Scalars.NAME.pattern());
            case "rule", "reason", "approvedBy" -> text();
            case "endpoints" -> some(selector());
            case "value" -> any(money(), Map.of("type", "object", "minProperties", 1));
            case "until" -> time();
            default -> throw unknown(key);
        };
    }

    private static Object time() {
        Map<String, Object> time = new LinkedHashMap<>(text(TIME));
        time.put("format", "date-time");
        return time;
    }

    private static Object ofTest(String key) {
        return switch (key) {
            case "apiVersion" -> constant(PolicyReader.API_VERSION);
            case "kind" -> constant(PolicyTestReader.KIND);
            case "metadata" -> metadata();
            case "catalog" -> text();
            case "cases" ->
                list(object(PolicyTestReader.CASE, PolicySchema::ofCase, "name", "as", "endpoint", "update", "expect"));
            default -> throw unknown(key);
        };
    }

    private static Object ofCase(String key) {
        return switch (key) {
            case "name" -> text();
            case "as" -> text(Scalars.NAME.pattern());
            case "at" -> time();
            case "endpoint" -> object(ConfigReader.ENDPOINT, PolicySchema::ofEndpoint, "id");
            case "fleet" -> list(object(ConfigReader.ENDPOINT, PolicySchema::ofEndpoint, "id"));
            case "spent" -> money();
            case "update" -> object(ConfigReader.UPDATE, PolicySchema::ofEndpoint);
            case "expect" -> object(PolicyTestReader.EXPECTED, PolicySchema::ofExpectation, "verdict");
            default -> throw unknown(key);
        };
    }

    private static Object ofExpectation(String key) {
        return key.equals("verdict") ? oneOf(PolicyTestReader.VERDICTS) : list(text());
    }

    private static Object ofEndpoint(String key) {
        return switch (key) {
            case "id", "name", "minCudaVersion", "template", "image", "args", "registry" -> word();
            case "gpuTypes", "cudaVersions", "cpuFlavors", "dataCenters", "networkVolumes", "ports" ->
                reference("names");
            case "gpuCount", "vcpuCount", "workersMin", "workersMax", "disk" -> count();
            case "idleTimeout", "executionTimeout" -> reference("duration");
            case "flashboot" ->
                any(oneOf(Arrays.stream(FlashBoot.values()).map(Enum::name).toList()), Map.of("const", false));
            case "scaling" ->
                object(ConfigReader.SCALING, kind -> switch (kind) {
                    case "type" ->
                        oneOf(Arrays.stream(Scaling.Type.values())
                                .map(Enum::name)
                                .toList());
                    case "queueDelay" -> money();
                    case "requestCount" -> count();
                    default -> throw unknown(kind);
                });
            case "env" -> map(word());
            default -> throw unknown(key);
        };
    }
}

package io.podgate.policy;

import static io.podgate.policy.SchemaWords.any;
import static io.podgate.policy.SchemaWords.constant;
import static io.podgate.policy.SchemaWords.count;
import static io.podgate.policy.SchemaWords.entries;
import static io.podgate.policy.SchemaWords.list;
import static io.podgate.policy.SchemaWords.money;
import static io.podgate.policy.SchemaWords.object;
import static io.podgate.policy.SchemaWords.oneOf;
import static io.podgate.policy.SchemaWords.positive;
import static io.podgate.policy.SchemaWords.reference;
import static io.podgate.policy.SchemaWords.required;
import static io.podgate.policy.SchemaWords.some;
import static io.podgate.policy.SchemaWords.text;
import static io.podgate.policy.SchemaWords.time;
import static io.podgate.policy.SchemaWords.truth;
import static io.podgate.policy.SchemaWords.unknown;

import io.podgate.endpoint.Field;
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

    private static final String DURATION = "(0|[1-9][0-9]{0,8})(ms|s|m|h|d)";

    private PolicySchema() {}

    /** JSON Schema 2020-12, of plain values. */
    public static Map<String, Object> plain() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("policy", object(PolicyReader.KEYS, PolicySchema::ofPolicy, "apiVersion", "kind"));
        definitions.put("test", PolicyTestSchema.document());
        definitions.put("limits", object(LimitForms.KEYS, PolicySchema::ofLimits));
        definitions.put("budget", limit(BudgetReader.KEYS, PolicySchema::ofBudget));
        definitions.put("enforcement", enforcement());
        definitions.put("selectors", list(selector()));
        definitions.put(
                "fields", list(oneOf(Field.all().stream().map(Field::key).toList())));
        definitions.put("names", list(any(text(".+"), Map.of("type", List.of("number", "boolean")))));
        definitions.put("duration", any(count(), text(DURATION)));
        definitions.put("timeLimit", any(positive(), text("(?!0)" + DURATION)));
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
            case "account" -> object(PolicyReader.ACCOUNT, PolicySchema::ofAccount);
            case "prices" ->
                list(any(
                        object(PriceReader.GPU, PolicySchema::ofPrice, "gpu", "perHour"),
                        object(PriceReader.CPU, PolicySchema::ofPrice, "cpu", "perVcpuHour")));
            case "defaults" -> object(TermsReader.DEFAULTS, PolicySchema::ofTeam);
            case "teams" -> list(object(TeamReader.KEYS, PolicySchema::ofTeam, "name"));
            case "groups" -> list(object(GroupReader.KEYS, PolicySchema::ofTeam, "name", "endpoints"));
            case "platform" ->
                object(PolicyReader.PLATFORM, callers -> list(CallerSchema.ofPlatform(PolicySchema::ofTeam)));
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

    private static Object ofAccount(String key) {
        return switch (key) {
            case "workers" -> count();
            case "burnRate" -> money();
            default -> throw unknown(key);
        };
    }

    static Object metadata() {
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
            case "callers" -> list(CallerSchema.ofTeam(PolicySchema::ofTeam));
            default -> throw unknown(key);
        };
    }

    private static Object ofLimits(String key) {
        if (key.equals(Enforcement.KEY)) {
            return reference(Enforcement.KEY);
        }
        return switch (LimitForms.shape(key)) {
            case COUNT -> limit(LimitReader.BOUNDS, bound -> ofLimit(bound, count()));
            case TIME -> limit(LimitReader.BOUNDS, bound -> ofLimit(bound, ofTime(key, bound)));
            case NAMES -> limit(LimitReader.CHOICE, names -> ofLimit(names, reference("names")));
            case SCALING -> limit(LimitReader.SCALING, PolicySchema::ofScaling);
        };
    }

    /** Where 0 is no limit at all, it is no largest value either. */
    private static Object ofTime(String field, String bound) {
        return reference(field.equals(Field.EXECUTION_TIMEOUT.key()) && bound.equals("max") ? "timeLimit" : "duration");
    }

    /** It says something besides what it is enforced like. */
    private static Object limit(Keys keys, Function<String, Object> member) {
        Map<String, Object> limit = object(keys, member);
        limit.put("anyOf", required(keys.known().stream().filter(key -> !key.equals(Enforcement.KEY))));
        return limit;
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
            case "gpus" -> entries(line(count()));
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
}

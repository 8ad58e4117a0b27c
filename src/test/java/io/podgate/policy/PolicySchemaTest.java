package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.podgate.docs.Examples;
import io.podgate.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The schema agrees with the readers, whose tables it is made from. */
class PolicySchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, builder -> {})
            .getSchema(text(PolicySchema.plain()), InputFormat.JSON);

    private static String text(Object plain) {
        return new String(Json.bytes(plain), StandardCharsets.UTF_8);
    }

    /** Times stay what they are written as, as an editor has them. */
    private static final class WithoutTimes extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOL, "tTfF");
            addImplicitResolver(Tag.INT, INT, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
        }
    }

    private static List<String> errors(String yaml) {
        LoaderOptions options = new LoaderOptions();
        var dumper = new DumperOptions();
        Object plain = new Yaml(
                        new SafeConstructor(options), new Representer(dumper), dumper, options, new WithoutTimes())
                .load(yaml);
        return SCHEMA.validate(text(plain), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/resources/demo/policy.yaml", "bench/policy.yaml"})
    void policies_that_come_along_fit(String file) throws IOException {
        assertEquals(List.of(), errors(Files.readString(Path.of(file))));
    }

    @Test
    void every_example_of_the_guide_fits() throws IOException {
        List<String> examples = Examples.yaml("docs/policy.md");
        assertEquals(6, examples.size());
        examples.forEach(example -> assertEquals(List.of(), errors(example), example));
    }

    @Test
    void names_that_only_begin_as_those_that_are_taken_fit() {
        assertEquals(
                List.of(),
                errors("{apiVersion: podgate/v1, kind: PolicySet, rules: [{name: frozen-weekends, expression: 'true'},"
                        + " {name: limitsless, expression: 'true'}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: podgate/v1",
                "{apiVersion: podgate/v2, kind: PolicySet}",
                "{apiVersion: podgate/v1, kind: PolicySet, teems: []}",
                "{apiVersion: podgate/v1, kind: PolicySet, teams: [{}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {fields: [workerMax]}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {workersMax: {max: -1}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {image: {max: 1}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {enforcement: maybe}}",
                "{apiVersion: podgate/v1, kind: PolicySet, exceptions: [{team: a, rule: limits.image}]}",
                "{apiVersion: podgate/v1, kind: PolicyTest, cases: [{name: a}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, teams: [{name: a, callers: [{name: c}]}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, teams: [{name: a, callers: [{name: c, serviceAccount: a/b}]}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, teams: [{name: a, callers: [{name: c, serviceAccount: a/b,"
                        + " issuer: i, audience: a, jwt: {issuer: i, audience: a, claims: {x: y}}}]}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, teams: [{name: a, callers: [{name: c, jwt: {issuer: i,"
                        + " audience: a}}]}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, teams: [{name: a, callers: [{name: c, jwt: {issuer: i,"
                        + " audience: a, claims: {}}}]}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, teams: [{name: a, callers: [{name: c, jwt: {issuer: i,"
                        + " audience: a, claims: {iss: x}}}]}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, teams: [{name: a, callers: [{name: c, tokens: []}]}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {workersMax: {}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {image: {enforcement: trial}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {scaling: {queueDelay: {}}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, account: {workers: {max: 3, enforcement: warn}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {budget: {}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {budget: {enforcement: warn}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {budget: {gpus: {}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {executionTimeout: {max: 0}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {executionTimeout: {max: 0s}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {image: {allow: ['']}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {limits: {workersMax: {max: 99999999999}}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, defaults: {budget: {burnRate: 99999999999}}}",
                "{apiVersion: podgate/v1, kind: PolicySet, prices: [{gpu: NVIDIA L4}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, prices: [{gpu: NVIDIA*, perHour: 1}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, prices: [{gpu: NVIDIA L4, cpu: cpu3c, perHour: 1}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, prices: [{cpu: cpu3c, perHour: 1}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, rules: [{name: frozen, expression: 'true'}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, rules: [{name: limits.image, expression: 'true'}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, rules: [{name: a, expression: 'true', applies: {teams: []}}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, exceptions: [{team: a, rule: limits.image, until: 2027-01-01,"
                        + " reason: r, approvedBy: b}]}",
                "{apiVersion: podgate/v1, kind: PolicySet, exceptions: [{team: a, rule: limits.image, endpoints: [],"
                        + " until: 2027-01-01T00:00:00Z, reason: r, approvedBy: b}]}"
            })
    void what_the_readers_refuse_does_not_fit(String yaml) {
        assertNotEquals(List.of(), Policies.errorsIn(yaml));
        assertNotEquals(List.of(), errors(yaml));
    }
}

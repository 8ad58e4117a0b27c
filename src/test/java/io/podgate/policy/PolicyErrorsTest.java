package io.podgate.policy;

import static io.podgate.policy.Policies.HEAD;
import static io.podgate.policy.Policies.digest;
import static io.podgate.policy.Policies.errors;
import static io.podgate.policy.Policies.errorsIn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is found at its place; the first two lines of each file are apiVersion and kind. */
class PolicyErrorsTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("teems: []", "3:1: unknown key \"teems\", did you mean \"teams\"?"),
                mistake(
                        "zoo: []",
                        "3:1: unknown key \"zoo\"; known here: account, apiVersion, defaults, exceptions, groups,"
                                + " kind, metadata, platform, prices, rules, teams"),
                mistake("teams: {name: a}", "3:8: expected a list but found keys with values"),
                mistake("teams:", "3:7: expected a list but found nothing"),
                mistake("teams: [vision]", "3:9: expected keys with values but found the text \"vision\""),
                mistake("teams: [{name: a, name: b}]", "3:19: duplicate key \"name\""),
                mistake("teams: [{name: 5}]", "3:16: expected text but found \"5\""),
                mistake("teams: [{owns: []}]", "3:9: name is missing"),
                mistake(
                        "teams: [{name: a b}]",
                        "3:16: expected a name of at most 64 letters, digits, dots, dashes and underscores but found"
                                + " \"a b\""),
                mistake(
                        "defaults: {fields: [workerMin]}",
                        "3:21: unknown field \"workerMin\", did you mean \"workersMin\"?"),
                mistake(
                        "defaults: {limits: {workerMax: {max: 1}}}",
                        "3:21: unknown key \"workerMax\", did you mean \"workersMax\"?"),
                mistake("defaults: {limits: {workersMax: 5}}", "3:33: expected keys with values but found \"5\""),
                mistake("defaults: {limits: {workersMax: {}}}", "3:33: this limit says nothing"),
                mistake("defaults: {limits: {workersMax: {enforcement: deny}}}", "3:33: this limit says nothing"),
                mistake(
                        "defaults: {limits: {workersMax: {max: \"5\"}}}",
                        "3:39: expected a whole number, 0 or more, but found the text \"5\""),
                mistake(
                        "defaults: {limits: {workersMax: {max: 010}}}",
                        "3:39: expected a whole number, 0 or more, but found \"010\""),
                mistake(
                        "defaults: {limits: {workersMax: {max: -1}}}",
                        "3:39: expected a whole number, 0 or more, but found \"-1\""),
                mistake(
                        "defaults: {limits: {workersMax: {allow: [1]}}}",
                        "3:34: unknown key \"allow\"; known here: enforcement, max, min"),
                mistake(
                        "defaults: {limits: {workersMax: {min: 3, max: 2}}}",
                        "3:21: limits.workersMax: min is above max"),
                mistake(
                        "defaults: {limits: {scaling: {queueDelay: {min: 3, max: 2}}}}",
                        "3:21: limits.scaling: min is above max"),
                mistake(
                        "defaults: {limits: {scaling: {types: [QUEUE_DELAYS]}}}",
                        "3:39: unknown scaler \"QUEUE_DELAYS\", did you mean \"QUEUE_DELAY\"?"),
                mistake(
                        "defaults: {limits: {idleTimeout: {max: 5 min}}}",
                        "3:40: expected seconds or a duration such as 5s, 30m, 1h but found the text \"5 min\""),
                mistake(
                        "defaults: {limits: {executionTimeout: {max: 0}}}",
                        "3:39: 0 is no limit at all, so it cannot be a max: leave max out, or say a time"),
                mistake(
                        "defaults: {limits: {image: {allow: [\"ghcr.io/{a,b}\"]}}}",
                        "3:37: pattern \"ghcr.io/{a,b}\" uses one of []{}\\; only * and ? are special"),
                mistake("defaults: {limits: {image: {allow: [\"\"]}}}", "3:37: a pattern cannot be empty"),
                mistake("defaults: {limits: {gpuTypes: {deny: [\"pool:\"]}}}", "3:31: pool: needs the name of a pool"),
                mistake(
                        "defaults: {rateLimit: 30/day}",
                        "3:23: expected a rate such as 30/minute (second, minute, hour) but found \"30/day\""),
                mistake("defaults: {share: 0}", "3:19: expected a whole number from 1 to 100 but found \"0\""),
                mistake(
                        "teams: [{name: a, share: 101}]",
                        "3:26: expected a whole number from 1 to 100 but found \"101\""),
                mistake(
                        "teams: [{name: a, share: 1.5}]",
                        "3:26: expected a whole number from 1 to 100 but found \"1.5\""),
                mistake("defaults: {rateLimit: 30}", "3:23: expected text but found \"30\""),
                mistake(
                        "teams: [{name: a, owns: [\"vision-*\"]}]",
                        "3:26: expected an endpoint id or name:<pattern> with * and ? but found \"vision-*\""),
                mistake(
                        "teams: [{name: a, callers: [{name: c, token: \"sha256:abc\"}]}]",
                        "3:46: expected a token's digest: sha256: and 64 lower-case hexadecimal digits, in quotes"),
                mistake(
                        "teams: [{name: a, callers: [{name: c}]}]",
                        "3:29: a caller has one of token, tokens, serviceAccount and jwt, but this one has none"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, token: \"%s\", jwt: {}}]}]".formatted(digest("t")),
                        "3:29: a caller has one of token, tokens, serviceAccount and jwt, but this one has token and"
                                + " jwt"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, token: \"%s\", issuer: i}]}]".formatted(digest("t")),
                        "3:121: issuer goes with serviceAccount, and into jwt"),
                mistake("teams: [{name: a, callers: [{name: c, tokens: []}]}]", "3:47: this names no tokens"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, tokens: [{notAfter: 2026-12-01T00:00:00Z}]}]}]",
                        "3:48: digest is missing"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, tokens: [{digest: \"%s\", notAfter: soon}]}]}]"
                                .formatted(digest("t")),
                        "3:142: expected a time such as 2026-12-24T00:00:00Z but found the text \"soon\""),
                mistake(
                        "teams: [{name: a, callers: [{name: c, serviceAccount: Vision/api, issuer: i, audience: a}]}]",
                        "3:55: expected a service account such as namespace/name but found the text \"Vision/api\""),
                mistake(
                        "teams: [{name: a, callers: [{name: c, serviceAccount: n/a, issuer: i}]}]",
                        "3:29: audience is missing"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, jwt: {issuer: i, audience: a}}]}]",
                        "3:44: claims is missing"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, jwt: {issuer: i, audience: a, claims: {}}}]}]",
                        "3:77: this names no claims, and any token of the issuer would do"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, jwt: {issuer: i, audience: \"a b\", claims: {x: y}}}]}]",
                        "3:66: expected text without spaces but found the text \"a b\""),
                mistake(
                        "teams: [{name: a, callers: [{name: c, jwt: {issuer: i, audience: a, claims: {aud: y}}}]}]",
                        "3:78: aud is looked at of every token, and is no claim of one caller"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, jwt: {issuer: i, audience: a, claims: {x: [y]}}}]}]",
                        "3:81: expected text, a number, true or false but found a list; text may need quotes"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, jwt: {issuer: i, audience: a, claims: {x: y, x: z}}}]}]",
                        "3:84: duplicate key \"x\""),
                mistake(
                        "teams: [{name: a, callers: [{name: c, jwt: &j {issuer: i, audience: a, claims: {x: y}}},"
                                + " {name: d, jwt: *j}]}]",
                        "3:44: this issuer with this audience and these claims is given twice; first at a.yaml:3"),
                mistake(
                        "teams: [{name: a, callers: [{name: c, role: boss, token: \"%s\"}]}]".formatted(digest("t")),
                        "3:45: unknown role \"boss\"; known here: caller, reader"),
                mistake(
                        "platform: {callers: [{name: c, token: \"%s\"}]}".formatted(digest("t")),
                        "3:22: role is missing"),
                mistake(
                        "account: {burnRate: 0.00001}",
                        "3:21: expected USD, 0 or more, with at most four decimals but found \"0.00001\""),
                mistake("account: {workers: yes}", "3:20: expected a whole number, 0 or more, but found \"yes\""),
                mistake(
                        "defaults: {budget: {burnRate: -1}}",
                        "3:31: expected USD, 0 or more, with at most four decimals but found \"-1\""),
                mistake(
                        "defaults: {budget: {floor: \"5\"}}",
                        "3:28: expected USD, 0 or more, with at most four decimals but found the text \"5\""),
                mistake(
                        "defaults: {budget: {month: 1e2}}",
                        "3:28: expected USD, 0 or more, with at most four decimals but found \"1e2\""),
                mistake(
                        "defaults: {budget: {month: 1.0e+2}}",
                        "3:28: expected USD, 0 or more, with at most four decimals but found \"1.0e+2\""),
                mistake(
                        "defaults: {budget: {workers: 1.5}}",
                        "3:30: expected a whole number, 0 or more, but found \"1.5\""),
                mistake(
                        "defaults: {budget: {warnAt: 0}}",
                        "3:29: expected a share above 0 and at most 1, with at most four decimals but found \"0\""),
                mistake(
                        "defaults: {budget: {warnAt: 80}}",
                        "3:29: expected a share above 0 and at most 1, with at most four decimals but found \"80\""),
                mistake("defaults: {budget: {}}", "3:20: this budget says nothing"),
                mistake("defaults: {budget: 25}", "3:20: expected keys with values but found \"25\""),
                mistake(
                        "teams: [{name: a, budget: {burnrate: 25}}]",
                        "3:28: unknown key \"burnrate\", did you mean \"burnRate\"?"),
                mistake("defaults: {budget: {gpus: [NVIDIA L4]}}", "3:27: expected cards with counts but found a list"),
                mistake("defaults: {budget: {gpus: {}}}", "3:27: this names no cards"),
                mistake(
                        "defaults: {budget: {gpus: {NVIDIA L4: -1}}}",
                        "3:39: expected a whole number, 0 or more, but found \"-1\""),
                mistake("defaults: {budget: {gpus: {A: 1, A: 2}}}", "3:34: duplicate key \"A\""),
                mistake(
                        "defaults: {budget: {gpus: {\"pool:ADA_24\": 1}}}",
                        "3:28: a budget counts cards by their types, not by pools"),
                mistake(
                        "defaults: {budget: {gpus: {\"A[1]\": 1}}}",
                        "3:28: pattern \"A[1]\" uses one of []{}\\; only * and ? are special"),
                mistake("groups: [{endpoints: [e1]}]", "3:10: name is missing"),
                mistake("groups: [{name: a}]", "3:10: endpoints is missing"),
                mistake(
                        "groups: [{name: a, endpoints: [\"a-*\"]}]",
                        "3:32: expected an endpoint id or name:<pattern> with * and ? but found \"a-*\""),
                mistake(
                        "groups: [{name: a, endpoints: [e1], fields: []}]",
                        "3:37: unknown key \"fields\"; known here: budget, endpoints, enforcement, limits, name"),
                mistake(
                        "groups: [{name: a, endpoints: [e1]}, {name: a, endpoints: [e2]}]",
                        "3:38: group a is given twice; first at a.yaml:3"),
                mistake(
                        "groups: [{name: a, endpoints: [e1], limits: {workersMax: {min: 3, max: 2}}}]",
                        "3:46: limits.workersMax: min is above max"),
                mistake("prices: [{gpu: a, cpu: b, perHour: 1}]", "3:10: a price is for one gpu or for one cpu"),
                mistake("prices: [{gpu: A*, perHour: 1}]", "3:16: a price is for one type, so it takes no pattern"),
                mistake("prices: [{gpu: a}]", "3:10: perHour is missing"),
                mistake(
                        "prices: [{gpu: a, perHour: 1}, {gpu: a, perHour: 2}]",
                        "3:32: a price of a is given twice; first at a.yaml:3"));
    }

    static Stream<Arguments> notYet() {
        return Stream.of(
                mistake(
                        "teams: [{name: a, overrides: [{endpoints: [e1], limits: {workersMax: {max: 1}}, budget:"
                                + " {}}]}]",
                        "3:81: not supported yet: budget"),
                mistake("defaults: {budget: {enforcement: warn}}", "3:20: this budget says nothing"),
                mistake("defaults: {limits: {enforcement: warn}}", "3:20: these limits say nothing"),
                mistake("defaults: {budget: {workers: {enforcement: warn}}}", "3:30: max is missing"),
                mistake("teams: [{name: a, enforcement: off}]", "3:32: expected text but found \"off\""),
                mistake(
                        "groups: [{name: a, endpoints: [e1], enforcement: never}]",
                        "3:50: expected deny, warn or trial but found \"never\""),
                mistake(
                        "defaults: {limits: {scaling: {types: [QUEUE_DELAY], enforcement: loud}}}",
                        "3:66: expected deny, warn or trial but found \"loud\""),
                mistake(
                        "defaults: {limits: {scaling: {queueDelay: {max: 5, enforcement: deny}}}}",
                        "3:52: unknown key \"enforcement\"; known here: max, min"));
    }

    private static Arguments mistake(String yaml, String complaint) {
        return Arguments.of(yaml, complaint);
    }

    @ParameterizedTest
    @MethodSource({"mistakes", "notYet"})
    void a_mistake_is_found_where_it_is(String yaml, String complaint) {
        assertEquals(List.of("a.yaml:" + complaint), errors(yaml));
    }

    @Test
    void all_mistakes_come_at_once_and_in_order() {
        assertEquals(
                List.of(
                        "a.yaml:3:23: expected a rate such as 30/minute (second, minute, hour) but found \"fast\"",
                        "a.yaml:6:5: unknown key \"own\", did you mean \"owns\"?",
                        "b.yaml:3:1: unknown key \"account_\", did you mean \"account\"?"),
                errorsIn(
                        HEAD + "defaults: {rateLimit: fast}\nteams:\n  - name: a\n    own: []\n",
                        HEAD + "account_: {}"));
    }

    @Test
    void the_head_must_be_ours() {
        assertEquals(
                List.of("a.yaml:1:13: expected apiVersion podgate/v1 but found \"v1\""),
                errorsIn("apiVersion: v1\nkind: PolicySet"));
        assertEquals(List.of("a.yaml:1:1: kind is missing"), errorsIn("apiVersion: podgate/v1"));
        assertEquals(
                List.of("a.yaml:1:1: there is no document of kind PolicySet here"),
                errorsIn("kind: PolicyTest\ncases: []"));
        assertEquals(
                List.of("a.yaml:1:7: expected kind PolicySet or PolicyTest but found \"ConfigMap\""),
                errorsIn("kind: ConfigMap"));
        assertEquals(List.of("a.yaml:1:1: the file is empty"), errorsIn("# nothing\n"));
        assertEquals(List.of("a.yaml:3:5: one document a file: this is a second one"), errorsIn(HEAD + "--- {}"));
    }

    @Test
    void what_is_no_yaml_says_where() {
        assertEquals(
                List.of("a.yaml:4:1: not YAML: expected the node content, but found '<stream end>'"),
                errors("teams: [\n"));
        assertEquals(
                List.of("a.yaml:1:1: the file is not UTF-8"),
                Policies.errorsOf(PolicyLoader.load(List.of(new PolicyFile("a.yaml", new byte[] {(byte) 0xff})))));
    }

    @Test
    void names_and_tokens_are_unique_over_all_files() {
        String one = HEAD + "teams: [{name: a, callers: [{name: c, token: \"%s\"}]}]\n".formatted(digest("t"));
        String other = HEAD + "account: {workers: 1}\ndefaults: {}\n";
        assertEquals(
                List.of(
                        "b.yaml:3:9: team a is given twice; first at a.yaml:3",
                        "b.yaml:3:29: caller c is given twice; first at a.yaml:3",
                        "b.yaml:3:46: this token is given twice; first at a.yaml:3"),
                errorsIn(one, one));
        assertEquals(
                List.of(
                        "b.yaml:3:10: account is given twice; first at a.yaml:3",
                        "b.yaml:4:11: defaults is given twice; first at a.yaml:4"),
                errorsIn(other, other));
    }

    @Test
    void what_contradicts_only_together_is_found() {
        assertEquals(
                List.of("a.yaml:4:9: with all that holds for team a, limits.workersMax: min is above max"),
                errors("defaults: {limits: {workersMax: {min: 5}}}\n"
                        + "teams: [{name: a, limits: {workersMax: {max: 3}}}]"));
    }

    @Test
    void aliases_may_be_used_but_not_to_go_in_circles_or_for_ever() {
        assertEquals(List.of(), errors("teams: [{name: a, owns: &o [\"name:a-*\"]}, {name: b, owns: *o}]"));
        assertEquals(List.of("a.yaml:3:8: this contains itself through an alias"), errors("teams: &t [*t]"));
        StringBuilder bomb = new StringBuilder("teams:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("  - &a%d [%s]\n".formatted(i, "*a%d,".formatted(i - 1).repeat(10)));
        }
        assertEquals(1, errors(bomb.toString()).size());
        assertEquals(
                "aliases expand to more than 2000000 nodes",
                errors(bomb.toString()).getFirst().replaceFirst("^a.yaml:\\d+:\\d+: ", ""));
    }

    @Test
    void a_byte_order_mark_is_no_mistake() {
        assertEquals(List.of(), errorsIn("\ufeff" + HEAD));
    }

    @Test
    void what_is_not_printable_is_refused() {
        assertEquals(1, errors("metadata: {name: \"a\u0000b\"}").size());
    }

    @Test
    void a_deep_nest_is_refused() {
        assertEquals(
                1, errors("teams: " + "[".repeat(2_000) + "]".repeat(2_000)).size());
        StringBuilder chain = new StringBuilder("teams:\n  - &a0 []\n");
        for (int i = 1; i < 3_000; i++) {
            chain.append("  - &a%d [*a%d]\n".formatted(i, i - 1));
        }
        assertEquals(1, errors(chain.toString()).size());
    }

    @Test
    void a_pasted_token_is_not_shown() {
        List<String> errors = errors("teams: [{name: a, callers: [{name: c, token: s3cr3t}]}]");
        assertEquals(1, errors.size());
        assertEquals(-1, errors.getFirst().indexOf("s3cr3t"));
    }
}

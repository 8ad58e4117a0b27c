package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Deadline;
import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.http.Candidates;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a candidate policy would change, asked over HTTP. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class PreviewTest extends GatewayTest {

    private static final String RENDER = "render-app";

    @Inject
    @SuppressWarnings("NullAway.Init") // CDI sets it
    Candidates candidates;

    private static final RestAssuredConfig AS_TEXT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("application/yaml", ContentType.TEXT));

    private static Response preview(String caller, String policy) {
        return as(caller)
                .config(AS_TEXT)
                .contentType("application/yaml")
                .body(policy)
                .post("/platform/policy/preview");
    }

    private String policy() throws IOException {
        return Files.readString(directories().policyFile());
    }

    @Test
    void a_candidate_is_told_by_what_it_would_do() throws IOException {
        String id = endpoint("vision");
        fresh(VISION, "/v2/serverless/" + id).then().statusCode(200);
        String revision = get(VISION, "/me").path("policyRevision");
        patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 9}}")
                .then()
                .statusCode(200);
        preview(AUDITOR, policy().replace("workersMax: {max: 10}", "workersMax: {max: 4}"))
                .then()
                .statusCode(200)
                .body("errors", empty())
                .body("policyRevision", is(revision))
                .body("candidateRevision", not(is(revision)))
                .body(
                        "endpoints.find { it.id == '" + id + "' }.violations",
                        hasItem("workersMax 9 is above the limit of 4 for team vision"))
                .body("decisions.find { it.endpointId == '" + id + "' }.after", is("deny"));
        get(VISION, "/me").then().body("policyRevision", is(revision));
    }

    @Test
    void the_same_policy_changes_nothing() throws IOException {
        preview(ONCALL, policy())
                .then()
                .statusCode(200)
                .body("teams", empty())
                .body("endpoints", empty())
                .body("decisions", empty());
    }

    @Test
    void a_month_that_the_candidate_would_end_is_told_by_the_gateways_own_bills() throws IOException {
        String id = endpoint("render");
        fresh(RENDER, "/v2/serverless/" + id).then().statusCode(200);
        sandbox().bill(LocalDate.now(ZoneOffset.UTC), id, new BigDecimal("350"));
        readBillsAnew();
        patch(RENDER, "/v2/serverless/" + id, "{\"workers\": {\"max\": 5}}")
                .then()
                .statusCode(200);
        String decision = "decisions.find { it.endpointId == '" + id + "' }";
        preview(AUDITOR, policy().replace("month: 500.00", "month: 10"))
                .then()
                .statusCode(200)
                .body(
                        "overdrawn",
                        is(List.of("team render: budget.month would be $10.00, and $350.00 is spent already")))
                .body(decision + ".before", is("allow"))
                .body(decision + ".after", is("deny"))
                .body(decision + ".why", containsString("team render has spent $350.00 of $10.00 this month"));
    }

    /** They are dropped where no budget caps a month, and read at once when one does again. */
    private void readBillsAnew() throws IOException {
        String policy = policy();
        String spent = "teams.find { it.name == 'render' }.month.spent";
        Files.writeString(directories().policyFile(), policy.replace(", month: 500.00", ""));
        try {
            await(() -> String.valueOf(preview(AUDITOR, policy).<Object>path("warnings"))
                    .contains("not known here"));
        } finally {
            Files.writeString(directories().policyFile(), policy);
        }
        await(() -> String.valueOf(get(AUDITOR, "/platform/budgets").<Object>path(spent))
                .equals("350"));
    }

    @Test
    void what_RunPod_does_not_have_and_what_ends_soon_and_who_is_not_believed_is_warned_of() throws IOException {
        preview(AUDITOR, policy())
                .then()
                .body("warnings.findAll { it.contains('of RunPod') || it.contains('issuers') }", empty());
        Instant now = Instant.now();
        String candidate = policy().replace(
                        "[NVIDIA GeForce RTX 4090, NVIDIA L4]", "[NVIDIA L4, NVIDIA L5, \"pool:NOWHERE\"]")
                .replace("\nprices:\n", "\nprices:\n  - {gpu: NVIDIA H900, pool: ADA_24, perHour: 9}\n")
                .replace("until: 2099-01-01T00:00:00Z", "until: " + now.plus(Duration.ofDays(3)))
                .replace(
                        "\n      - {name: lab-app,",
                        "\n      - {name: lab-ci, jwt: {issuer: https://ci.example, audience: podgate, claims: {a: b}}}"
                                + "\n      - {name: lab-app,");
        preview(AUDITOR, candidate)
                .then()
                .statusCode(200)
                .body("errors", empty())
                .body("warnings", hasItem(endsWith("names NVIDIA L5, which is no card or pool of RunPod's")))
                .body("warnings", hasItem(endsWith("names pool:NOWHERE, which is no card or pool of RunPod's")))
                .body("warnings", hasItem(endsWith("prices names NVIDIA H900, which is no card of RunPod's")))
                .body("warnings", hasItem(endsWith("ends within a week")))
                .body(
                        "warnings",
                        hasItem(endsWith("podgate.identity.issuers does not have https://ci.example, so its"
                                + " callers cannot come in")));
    }

    @Test
    void a_broken_candidate_is_told_its_mistakes() {
        preview(AUDITOR, "apiVersion: podgate/v1\nkind: PolicySet\nrules: [{name: a, expression: \"after.x\"}]\n")
                .then()
                .statusCode(200)
                .body("errors[0]", startsWith("candidate.yaml:3:"))
                .body("teams", nullValue());
    }

    @Test
    void a_candidate_that_takes_too_long_is_told_so_and_lets_the_next_one_in() throws IOException {
        byte[] policy = policy().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    new Candidates.Told.TooLong(),
                    candidates
                            .compare(policy, Deadline.in(Duration.ZERO))
                            .await()
                            .indefinitely());
        }
        preview(AUDITOR, policy()).then().statusCode(200);
    }

    @Test
    void more_than_two_at_once_are_sent_away() throws Exception {
        String rules = IntStream.range(0, 100)
                .mapToObj(i -> "  - {name: costly-" + i + ", expression: '" + "[1, 2].all(a, ".repeat(4) + "a > 0"
                        + ")".repeat(4) + "'}\n")
                .collect(Collectors.joining());
        String costly = policy().replace("\nrules:\n", "\nrules:\n" + rules);
        Callable<Response> asking = () -> preview(ONCALL, costly);
        List<Response> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Response> answer : callers.invokeAll(Collections.nCopies(5, asking))) {
                answers.add(answer.get());
            }
        }
        List<Response> away = answers.stream()
                .filter(answer -> answer.asString().contains("other candidates are being compared"))
                .toList();
        assertFalse(away.isEmpty());
        away.forEach(answer -> answer.then()
                .statusCode(503)
                .header("Retry-After", is("5"))
                .body("type", is("urn:podgate:problem:overloaded")));
        assertTrue(away.size() < answers.size());
    }

    @Test
    void nobody_else_may_ask_and_nothing_else_is_understood() throws IOException {
        preview(VISION, policy()).then().statusCode(403);
        as(AUDITOR)
                .contentType("application/json")
                .body("{}")
                .post("/platform/policy/preview")
                .then()
                .statusCode(415)
                .body("detail", containsString("application/yaml"));
        as(AUDITOR)
                .config(AS_TEXT)
                .contentType("application/yaml")
                .header("Content-Encoding", "gzip")
                .body(policy())
                .post("/platform/policy/preview")
                .then()
                .statusCode(415)
                .body("detail", containsString("Content-Encoding"));
        preview(AUDITOR, "#".repeat((1 << 20) + 1)).then().statusCode(413);
        get(AUDITOR, "/platform/policy/preview").then().statusCode(405).header("Allow", "POST");
    }
}

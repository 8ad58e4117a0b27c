package io.podgate.http;

import io.podgate.admission.DecisionLog;
import io.podgate.admission.PolicySource;
import io.podgate.dialect.Dialect;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.policy.PolicyDocument;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells which policy is in force, and gives old ones back, as the trail has them. */
@Singleton
final class Policies {

    private static final int DEPTH = 8;
    private static final String REVISION = "revision";
    private static final Parameters ONE_REVISION = new Parameters(
            Map.of(REVISION, new Parameters.Form(text -> text.matches("[0-9a-f]{12}"), "12 hexadecimal digits")));

    private final PolicySource policies;
    private final DecisionLog log;
    private final ReadLimit limit;
    private final HttpTimes times;

    Policies(PolicySource policies, DecisionLog log, ReadLimit limit, HttpTimes times) {
        this.policies = policies;
        this.log = log;
        this.limit = limit;
        this.times = times;
    }

    Uni<Response> policy(RoutingContext context) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        return limit.read(call, ONE_REVISION.flaw(call), () -> {
            String current = policies.current().orElseThrow().revision();
            String asked = call.query(REVISION).stream().findFirst().orElse(current);
            return asked.equals(current)
                    ? Uni.createFrom().item(() -> shown(call, current, documents()))
                    : Decisions.readable(call, log.policy(asked).map(found -> recorded(call, asked, found)));
        });
    }

    private Json documents() {
        return Json.of(policies.documents().stream().map(Policies::plain).toList());
    }

    private static Map<String, String> plain(PolicyDocument document) {
        Map<String, String> plain = new LinkedHashMap<>();
        plain.put("name", document.name());
        plain.put("text", document.text());
        return plain;
    }

    private static Response recorded(Call call, String revision, Optional<Payload> record) {
        return record.flatMap(Policies::documents)
                .map(documents -> shown(call, revision, documents))
                .orElseGet(() -> call.problem(Problem.of(
                        ProblemType.NO_SUCH_ROUTE, "the trail has no such revision of the policy, or not any more")));
    }

    private static Optional<Json> documents(Payload record) {
        try {
            return JsonReader.read(record.bytes(), DEPTH) instanceof Json.Obj object
                    ? object.get("documents")
                    : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Response shown(Call call, String revision, Json documents) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("policyRevision", revision);
        body.put("documents", documents);
        return call.label(Answers.json(body)).build();
    }
}

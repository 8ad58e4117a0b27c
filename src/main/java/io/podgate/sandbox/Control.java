package io.podgate.sandbox;

import io.podgate.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The sandbox's own API, {@code /sandbox/…}, which RunPod does not have; asks for no key.
 *
 * <pre>
 * GET, DELETE        /sandbox/requests            what came; forget it
 * GET, POST, DELETE  /sandbox/faults              what goes wrong; let something go wrong; nothing any more
 * DELETE             /sandbox/faults/{id}
 * GET, POST          /sandbox/endpoints           the state in v2's shape; add or replace an endpoint
 * PATCH, DELETE      /sandbox/endpoints/{id}      change (RFC 7396) or delete it out of band
 * POST               /sandbox/catalog/gpus        add or replace a card
 * POST               /sandbox/bills               bill money to an endpoint, be it there or not
 * POST               /sandbox/reset               back to the first state
 * </pre>
 */
final class Control {

    private static final String BASE = "/sandbox/";

    private final Sandbox sandbox;

    Control(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static boolean concerns(String path) {
        return path.startsWith(BASE);
    }

    void handle(HttpServerRequest request, Buffer body) {
        Reply reply;
        try {
            reply = answer(request.method().name(), request.path().substring(BASE.length()), body.getBytes());
        } catch (Refusal refusal) {
            reply = problem(refusal.status(), refusal.detail());
        } catch (IllegalArgumentException wrong) {
            reply = problem(422, String.valueOf(wrong.getMessage()));
        }
        request.response()
                .setStatusCode(reply.status())
                .putHeader("content-type", reply.contentType())
                .end(Buffer.buffer(reply.body().bytes()));
    }

    private static Reply problem(int status, String detail) {
        return new V2Face().refuse(status, detail);
    }

    private Reply answer(String method, String path, byte[] body) throws Refusal {
        String[] steps = path.split("/", 2);
        String id = steps.length > 1 ? steps[1] : "";
        return switch (method + " " + steps[0] + (id.isEmpty() ? "" : "/…")) {
            case "GET requests" ->
                listed("requests", sandbox.requests().stream().map(Visit::json).toList());
            case "DELETE requests" -> done(sandbox::forgetRequests);
            case "GET faults" ->
                listed(
                        "faults",
                        sandbox.faults().armed().entrySet().stream()
                                .map(armed -> FaultJson.write(armed.getKey(), armed.getValue()))
                                .toList());
            case "POST faults" -> created("id", sandbox.faults().add(FaultJson.read(Docs.read(body))));
            case "DELETE faults" -> done(sandbox.faults()::clear);
            case "DELETE faults/…" -> found(sandbox.faults().remove(id));
            case "GET endpoints" -> listed("endpoints", sandbox.endpoints());
            case "POST endpoints" -> {
                Json.Obj endpoint = Docs.read(body);
                sandbox.seed(endpoint);
                yield created("id", endpoint.string("id").orElse(""));
            }
            case "PATCH endpoints/…" -> found(sandbox.alter(id, Docs.read(body)));
            case "DELETE endpoints/…" -> done(() -> sandbox.remove(id));
            case "POST catalog/…" -> {
                Json.Obj gpu = Docs.read(body);
                sandbox.offer(gpu);
                yield created("id", gpu.string("id").orElse(""));
            }
            case "POST bills" -> billed(Docs.read(body));
            case "POST reset" -> done(sandbox::reset);
            default -> problem(404, "the sandbox's own API has no such route");
        };
    }

    private Reply billed(Json.Obj bill) {
        String endpoint =
                bill.string("endpoint").orElseThrow(() -> new IllegalArgumentException("endpoint is missing"));
        BigDecimal amount = Docs.number(bill, "amount")
                .orElseThrow(() -> new IllegalArgumentException("amount must be a number of USD"));
        sandbox.bill(bill.string("day").map(Control::day).orElseGet(sandbox::today), endpoint, amount);
        return created("endpoint", endpoint);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("day must be a date such as 2026-08-31", e);
        }
    }

    private static Reply listed(String name, List<Json.Obj> elements) {
        return Reply.ok(Docs.object(name, elements));
    }

    private static Reply created(String name, String value) {
        return new Reply(201, Reply.JSON, Docs.object(name, value), Map.of());
    }

    private static Reply done(Runnable deed) {
        deed.run();
        return Reply.ok(Json.object());
    }

    private static Reply found(boolean there) {
        return there ? Reply.ok(Json.object()) : problem(404, "no such id");
    }
}

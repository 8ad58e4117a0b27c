package io.podgate.http;

import io.podgate.admission.Outcome;
import io.podgate.policy.Role;
import java.util.Optional;
import java.util.Set;

/** What has to hold of an update's headers, query and path before its body is read. */
final class Preconditions {

    private static final String REASON = "Podgate-Reason";

    private static final Set<String> PARAMETERS = Set.of("dryRun");
    private static final Set<String> BOOLEANS = Set.of("true", "false");
    private static final int LONGEST_REASON = 500;

    private Preconditions() {}

    static Optional<Outcome.Refused> of(Call call, String endpointId) {
        return badId(endpointId)
                .or(() -> Negotiation.ofAnswer(call))
                .or(() -> Negotiation.ofBody(call))
                .or(() -> badQuery(call))
                .or(() -> badKey(call))
                .or(() -> badTags(call))
                .or(() -> noReason(call))
                .or(() -> announcedTooLarge(call));
    }

    static Optional<Outcome.Refused> badId(String endpointId) {
        return Ids.isEndpointId(endpointId)
                ? Optional.empty()
                : malformed("an endpoint id has 1 to 64 letters, digits, '_' or '-'");
    }

    static Optional<Outcome.Refused> badDecisionId(String decisionId) {
        return Ids.isDecisionId(decisionId)
                ? Optional.empty()
                : malformed("a decision id has 1 to 64 letters, digits, '_' or '-'");
    }

    private static Optional<Outcome.Refused> badQuery(Call call) {
        for (String name : call.http().params().names()) {
            if (!PARAMETERS.contains(name)) {
                return malformed(
                        "the query parameter '" + abridged(name) + "' is unknown here; dryRun is the only one");
            }
        }
        var dryRun = call.query("dryRun");
        return dryRun.size() > 1 || !BOOLEANS.containsAll(dryRun)
                ? malformed("dryRun is true or false, said once")
                : Optional.empty();
    }

    private static Optional<Outcome.Refused> badKey(Call call) {
        return Headers.isKey(call.http().headers().getAll(Headers.IDEMPOTENCY_KEY))
                ? Optional.empty()
                : malformed(Headers.IDEMPOTENCY_KEY + " is one text of 1 to 255 visible characters");
    }

    private static Optional<Outcome.Refused> badTags(Call call) {
        return Headers.demandsTags(call)
                ? Optional.empty()
                : malformed(Headers.IF_MATCH + " is a list of entity tags as reads answer them, or *");
    }

    /** Why a platform caller intervenes, where it says so in due length; of others it is not asked. */
    static Optional<String> reason(Call call) {
        return call.caller().role() == Role.PLATFORM
                ? call.header(REASON).filter(reason -> reason.length() <= LONGEST_REASON)
                : Optional.empty();
    }

    private static Optional<Outcome.Refused> noReason(Call call) {
        return call.caller().role() != Role.PLATFORM || reason(call).isPresent()
                ? Optional.empty()
                : malformed("a platform caller says why: " + REASON + " with 1 to " + LONGEST_REASON + " characters");
    }

    private static Optional<Outcome.Refused> announcedTooLarge(Call call) {
        String length = call.http().getHeader("Content-Length");
        boolean tooLarge = length != null && (length.length() > 9 || Long.parseLong(length) > RequestBody.LIMIT);
        return tooLarge ? Optional.of(RequestBody.tooLarge()) : Optional.empty();
    }

    static Optional<Outcome.Refused> malformed(String detail) {
        return Optional.of(new Outcome.Refused(Outcome.Flaw.FORM, detail));
    }

    static String abridged(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}

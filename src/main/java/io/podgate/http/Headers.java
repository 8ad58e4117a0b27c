package io.podgate.http;

import io.podgate.admission.Precondition;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conditional headers of RFC 9110, the idempotency key and the trace context, read from a request. */
final class Headers {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";
    static final String IF_NONE_MATCH = "If-None-Match";
    static final String TRACEPARENT = "traceparent";

    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    /** Version 00 of W3C Trace Context; ids that are all zeros are none. */
    private static final Pattern TRACE =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Headers() {}

    /** Whether an idempotency key, if there is one, is one visible text of 1 to 255 characters. */
    static boolean isKey(List<String> said) {
        return said.isEmpty()
                || (said.size() == 1 && KEY.matcher(said.getFirst()).matches());
    }

    /** The key, where it is one. */
    static Optional<String> key(Call call) {
        List<String> said = call.http().headers().getAll(IDEMPOTENCY_KEY);
        return said.isEmpty() || !isKey(said) ? Optional.empty() : Optional.of(said.getFirst());
    }

    /**
     * The trace that the caller says it is in; empty where it says nothing that makes sense, which is its own affair.
     */
    static Optional<String> traceId(Call call) {
        List<String> said = call.http().headers().getAll(TRACEPARENT);
        return said.size() == 1
                ? Optional.of(TRACE.matcher(said.getFirst()))
                        .filter(Matcher::matches)
                        .map(trace -> trace.group(1))
                : Optional.empty();
    }

    /** Whether what an update demands, if it demands anything, is a list of entity tags, or {@code *}. */
    static boolean demandsTags(Call call) {
        List<String> said = call.http().headers().getAll(IF_MATCH);
        return said.isEmpty() || EntityTags.read(said).isPresent();
    }

    /** What an update demands; empty where it demands nothing. A weak tag matches nothing here (RFC 9110, 13.1.1). */
    static Optional<Precondition> precondition(Call call) {
        return tags(call, IF_MATCH).map(tags -> new Precondition(tags.strong(), tags.any()));
    }

    /** Whether a reader has this version already (weak comparison, RFC 9110, 13.1.2). */
    static boolean hasAlready(Call call, String tag) {
        return tags(call, IF_NONE_MATCH).filter(tags -> tags.has(tag)).isPresent();
    }

    private static Optional<EntityTags> tags(Call call, String header) {
        List<String> said = call.http().headers().getAll(header);
        return said.isEmpty() ? Optional.empty() : EntityTags.read(said);
    }

    /** Whether a reader wants what RunPod says now (RFC 9111, 5.2.1.4). */
    static boolean wantsFresh(Call call) {
        for (String said : call.http().headers().getAll(HttpHeaders.CACHE_CONTROL)) {
            for (String directive : said.split(",", -1)) {
                if (directive.strip().equalsIgnoreCase("no-cache")) {
                    return true;
                }
            }
        }
        return false;
    }
}

package io.podgate.admission;

import io.podgate.endpoint.EndpointConfig;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An intent without a result, whose forward is not under way any more: its replica is gone, or RunPod's answer was
 * ambiguous.
 *
 * @param since when the intent was recorded
 * @param landed whether the landing window is over, so that what RunPod does not show by now will not come any more
 * @param shownBy whether an endpoint, GPU pools expanded, shows everything that the update asked for
 */
public record Unsettled(
        String decisionId,
        String endpointId,
        Optional<String> team,
        Instant since,
        boolean landed,
        Predicate<EndpointConfig> shownBy) {}

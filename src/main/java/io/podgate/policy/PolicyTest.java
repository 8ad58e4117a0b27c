package io.podgate.policy;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document that says what a policy has to decide.
 *
 * @param catalog a file with RunPod's cards and prices, seen from the document; empty is the built-in one
 */
public record PolicyTest(String file, Optional<String> catalog, List<Case> cases) {

    public PolicyTest {
        cases = List.copyOf(cases);
    }

    /**
     * One decision.
     *
     * @param line where it stands in the file
     * @param as the caller's name
     * @param at empty is now
     * @param fleet other endpoints of the account, for budgets
     * @param spent USD that the endpoint's team has spent this month
     * @param update what would be, in the fields that it says
     */
    public record Case(
            int line,
            String name,
            String as,
            Optional<Instant> at,
            Endpoint endpoint,
            List<Endpoint> fleet,
            Optional<BigDecimal> spent,
            EndpointConfig update,
            Expected expected) {}

    /**
     * What has to come of it. Empty is whatever it be.
     *
     * @param verdict {@code allow}, {@code deny}, {@code unchanged}, or {@code not-found} where the endpoint is not the
     *     caller's team's
     * @param rules that refuse it
     * @param warnings rules that warn of it
     * @param exceptions the rules from which exceptions mattered
     */
    public record Expected(
            String verdict,
            Optional<List<String>> rules,
            Optional<List<String>> warnings,
            Optional<List<String>> exceptions) {}
}

package io.podgate.admission;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is known of RunPod's quota, and who waits for it. RunPod is not asked for it. */
@FunctionalInterface
public interface UpstreamQuota {

    View now();

    /**
     * At one moment, in this process.
     *
     * @param windows as RunPod last told them and counted on from there; empty as long as it told of none
     * @param pause for which RunPod has asked with a 429; zero where it has not
     * @param underWay exchanges that wait for RunPod's answer
     * @param waiting who waits for a turn
     */
    record View(List<Window> windows, Duration pause, int underWay, List<Waiting> waiting) {

        public View {
            windows = List.copyOf(windows);
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * So many requests in so long a time.
     *
     * @param remaining of the limit, what is under way not yet taken off
     * @param reset until it begins anew
     * @param spent this gateway's exchanges by team; empty text for its own
     */
    record Window(
            String name, long limit, long remaining, Duration length, Duration reset, Map<String, Integer> spent) {}

    /**
     * A team's requests that wait for their turn.
     *
     * @param team empty for the gateway's own, and for callers of the platform
     * @param weight how many turns it has while others have one
     */
    record Waiting(String team, int weight, int requests) {}
}

package io.podgate.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Failed attempts to sign in, by address, for a while; of so many addresses the latest. */
final class Failures {

    static final int MOST = 10;
    static final Duration WHILE = Duration.ofMinutes(1);

    private static final int MOST_ADDRESSES = 1_000;

    private final Map<String, Counted> byAddress = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Counted(Instant since, int failures) {}

    /** Whether nobody there may try again yet. */
    synchronized boolean tooMany(String address, Instant now) {
        Counted counted = byAddress.get(address);
        return counted != null
                && counted.failures() >= MOST
                && now.isBefore(counted.since().plus(WHILE));
    }

    synchronized void count(String address, Instant now) {
        Counted counted = byAddress.get(address);
        byAddress.put(
                address,
                counted == null || !now.isBefore(counted.since().plus(WHILE))
                        ? new Counted(now, 1)
                        : new Counted(counted.since(), counted.failures() + 1));
    }
}

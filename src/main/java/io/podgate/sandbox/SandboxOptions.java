package io.podgate.sandbox;

import io.podgate.dialect.Dialect;
import java.time.InstantSource;
import java.util.List;

/**
 * How a sandbox runs.
 *
 * @param host where it listens; a loopback address unless somebody means it
 * @param port 0 for any free port
 * @param apiKey the only key that it accepts
 * @param demoFleet whether it starts with the demo's endpoints, or with none
 * @param quota empty for an account without limits, which then shows no quota headers
 */
public record SandboxOptions(
        String host,
        int port,
        Dialect dialect,
        String apiKey,
        boolean demoFleet,
        List<QuotaWindow> quota,
        InstantSource clock) {

    /** The key that the demo uses. */
    public static final String DEMO_KEY = "rpa_SANDBOX";

    public SandboxOptions {
        quota = List.copyOf(quota);
    }

    /** On a free loopback port, with the demo's endpoints, RunPod's published quota and the wall clock. */
    public static SandboxOptions speaking(Dialect dialect) {
        return new SandboxOptions(
                "127.0.0.1", 0, dialect, DEMO_KEY, true, QuotaWindow.published(), InstantSource.system());
    }

    public SandboxOptions onHost(String address) {
        return new SandboxOptions(address, port, dialect, apiKey, demoFleet, quota, clock);
    }

    public SandboxOptions onPort(int number) {
        return new SandboxOptions(host, number, dialect, apiKey, demoFleet, quota, clock);
    }

    public SandboxOptions accepting(String key) {
        return new SandboxOptions(host, port, dialect, key, demoFleet, quota, clock);
    }

    public SandboxOptions withoutFleet() {
        return new SandboxOptions(host, port, dialect, apiKey, false, quota, clock);
    }

    public SandboxOptions withQuota(QuotaWindow... windows) {
        return new SandboxOptions(host, port, dialect, apiKey, demoFleet, List.of(windows), clock);
    }

    public SandboxOptions at(InstantSource time) {
        return new SandboxOptions(host, port, dialect, apiKey, demoFleet, quota, time);
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return "a sandbox speaking " + dialect.name() + " on " + host + ":" + port;
    }
}

package io.podgate.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Environment variables of a container. Values are secrets: they are sent to RunPod and shown nowhere else. */
public record Env(Map<String, String> variables) {

    public Env {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Names only. */
    @Override
    public String toString() {
        return "Env" + variables.keySet();
    }
}

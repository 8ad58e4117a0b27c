package io.podgate.runpod;

import io.podgate.admission.UpstreamListener;
import java.time.Duration;

/** Listens to nothing. */
class Deaf implements UpstreamListener {
    @Override
    public void exchanged(String operation, String status, Duration time) {}

    @Override
    public void retried(String reason) {}

    @Override
    public void breaker(String state) {}

    @Override
    public void quota(String window, long remaining) {}
}

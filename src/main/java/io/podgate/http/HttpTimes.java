package io.podgate.http;

import java.time.Duration;

/**
 * How long a caller's request may take, all attempts included.
 *
 * @param deadline {@code podgate.runpod.deadline}
 */
public record HttpTimes(Duration deadline) {}

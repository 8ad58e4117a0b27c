/**
 * Listens to decisions and to exchanges with RunPod and keeps the metrics that Prometheus scrapes. Labels are bounded:
 * never an id, a token or a caller's text.
 */
@NullMarked
package io.podgate.telemetry;

import org.jspecify.annotations.NullMarked;

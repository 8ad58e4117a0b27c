/**
 * A RunPod that runs on a laptop: both dialects, endpoints that remember, catalogue, quota with real headers, and
 * faults on demand. Built from RunPod's published specifications with drafting and rendering of its own, so that it and
 * the gateway check each other. May use {@code dialect}, {@code json} and Vert.x.
 */
@NullMarked
package io.podgate.sandbox;

import org.jspecify.annotations.NullMarked;

/**
 * The only door to RunPod: custody of the key, the HTTP client, attempts and breaker, the catalogue and the fleet's
 * snapshot. Implements ports of {@code admission} and speaks through {@code dialect}.
 */
@NullMarked
package io.podgate.runpod;

import org.jspecify.annotations.NullMarked;

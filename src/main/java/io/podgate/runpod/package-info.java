/**
 * The only door to RunPod: custody of the key, the HTTP client, attempts and breaker, the catalogue, the fleet's
 * snapshot and the bills. Implements ports of {@code admission} and speaks through {@code dialect}.
 */
@NullMarked
package io.podgate.runpod;

import org.jspecify.annotations.NullMarked;

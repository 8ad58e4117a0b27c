/**
 * The gateway in a world that a seed makes: the real pipeline, the real adapter and the real ledger, with RunPod,
 * network, disk, clock and chance played. One thread, and a time that passes at once.
 */
@NullMarked
package io.podgate.simulation;

import org.jspecify.annotations.NullMarked;

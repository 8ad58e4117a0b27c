/**
 * RunPod's two API dialects: v1 and v2 JSON to and from the endpoint model, RunPod's own validity rules, and what an
 * update said in one dialect comes to in the other. Pure; may use {@code endpoint} and {@code json}.
 */
@NullMarked
package io.podgate.dialect;

import org.jspecify.annotations.NullMarked;

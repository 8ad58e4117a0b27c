/**
 * What the platform team allows: teams, callers and limits as the policy files state them, and the judgement of one
 * update by them. Reads YAML and finds every mistake in it with its line; knows no wire format of RunPod's, no clock
 * and no thread.
 */
@NullMarked
package io.podgate.policy;

import org.jspecify.annotations.NullMarked;

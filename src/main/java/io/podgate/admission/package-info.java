/**
 * The way of an update from a named caller to a decision: find the endpoint, draft, diff, judge, forward, record. Holds
 * the pipeline, its sealed {@code Outcome} and the ports it needs; knows no wire format and no HTTP.
 */
@NullMarked
package io.podgate.admission;

import org.jspecify.annotations.NullMarked;

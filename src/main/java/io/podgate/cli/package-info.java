/** The command line: what the jar does besides serving. Starts no Quarkus. */
@NullMarked
package io.podgate.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The web console: pages for platform and auditors, made on the server from what the platform's routes answer from.
 * Signed in with a caller's token in a cookie that counts here alone. Uses {@code http} for what both ask, and for how
 * a request comes in.
 */
@NullMarked
package io.podgate.console;

import org.jspecify.annotations.NullMarked;

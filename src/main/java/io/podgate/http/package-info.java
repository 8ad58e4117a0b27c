/**
 * The routes of both dialects and of Podgate itself: bytes in, an identity and an update for {@code admission}, an
 * answer or a problem out. Uses {@code admission}, {@code dialect}, {@code identity} and {@code json}.
 */
@NullMarked
package io.podgate.http;

import org.jspecify.annotations.NullMarked;

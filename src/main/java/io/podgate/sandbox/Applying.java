package io.podgate.sandbox;

import java.time.Duration;

/** Whether and when an update takes effect. */
public sealed interface Applying {

    /** Before it is answered. */
    record Now() implements Applying {}

    /** Not at all. */
    record Never() implements Applying {}

    /** Some time after the request came, whatever was answered and whatever came since. */
    record Late(Duration delay) implements Applying {}
}

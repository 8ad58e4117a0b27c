package io.podgate.endpoint;

/** Cold-start acceleration. v1 knows only on and off; on is either of the last two. */
public enum FlashBoot {
    OFF,
    FLASHBOOT,
    PRIORITY_FLASHBOOT
}

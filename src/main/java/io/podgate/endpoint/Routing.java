package io.podgate.endpoint;

/** How requests reach an endpoint's workers. */
public enum Routing {
    QUEUE,
    LOAD_BALANCER
}

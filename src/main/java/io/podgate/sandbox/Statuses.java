package io.podgate.sandbox;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Names of HTTP statuses. */
final class Statuses {

    private Statuses() {}

    static String title(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}

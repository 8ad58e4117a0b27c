package io.podgate.trail;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Where a caller goes on after it has waited: the event loop that it came from, or a thread that costs nothing. */
public final class Home {

    private Home() {}

    /** The home of whoever runs this. */
    public static Executor here() {
        Context context = Vertx.currentContext();
        return context == null ? Thread::startVirtualThread : task -> context.runOnContext(ignored -> task.run());
    }
}

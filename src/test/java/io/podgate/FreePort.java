package io.podgate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that go and come back. Below those that the system gives to clients: whoever knocks at such a port
 * while its server is away may be given the very same one, and then talks to itself and keeps the server out. Test
 * processes that run side by side give out ports of their own.
 */
public final class FreePort {

    private static final int FIRST = 12_000;
    private static final int END = 32_000;

    /** As many processes as may run side by side, at most. */
    private static final int LANES = 8;

    private static final int LANE = Integer.getInteger("surefire.forkNumber", 1) % LANES;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** One that is free at the moment, and that was not given to anybody yet. */
    public static int any() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST / LANES, END / LANES) * LANES + LANE;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (IOException taken) {
                // another one
            }
        }
    }
}

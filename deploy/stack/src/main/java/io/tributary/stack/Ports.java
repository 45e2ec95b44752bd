package io.tributary.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1. */
final class Ports {
    // Below every usual ephemeral range: a port that a node gives up while it restarts must not become some client's
    // source port.
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 31_999;
    private static final int TRIES = 500;

    private final Set<Integer> handedOut = new HashSet<>();

    /** The port asked for, or a free one for 0. */
    int take(String setting, int wanted) {
        int port = wanted == 0 ? free() : requireFree(setting, wanted);
        handedOut.add(port);
        return port;
    }

    private static int requireFree(String setting, int port) {
        if (!isFree(port)) {
            throw taken(setting, port, null);
        }
        return port;
    }

    static StackException taken(String setting, int port, Throwable cause) {
        return new StackException(
                setting + ": port " + port + " on 127.0.0.1 is taken",
                "stop what listens there, or choose another port (0 picks a free one)",
                cause);
    }

    private int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (!handedOut.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new StackException(
                "no free port on 127.0.0.1 within " + LOWEST + ".." + HIGHEST, "name the ports in the settings");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(loopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(loopback(port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static InetSocketAddress loopback(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), port);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.tributary.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on 127.0.0.1. Between the choice of a free port and the moment at which a node listens there lie seconds, and a node that was
 * killed leaves its port for as long: so that stacks of several processes do not choose the same one, each chosen port is claimed with a
 * lock on a file, which goes with the process.
 */
public final class Ports {
    // Below every usual ephemeral range: a port that a node gives up while it restarts must not become some client's
    // source port.
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 31_999;
    private static final int TRIES = 500;
    private static final Path CLAIMS =
            Path.of(System.getProperty("java.io.tmpdir"), "tributary-ports-" + System.getProperty("user.name"));
    /** Held until the end of this process: a lock goes with its channel. */
    private static final Map<Integer, FileChannel> CLAIMED = new HashMap<>();

    private final Set<Integer> handedOut = new HashSet<>();

    /** A port that nobody listens on and that is this process's until its end, for what comes back at the same address in each life. */
    public static int free() {
        return new Ports().take("port", 0);
    }

    /** The port asked for, or a free one for 0. */
    int take(String setting, int wanted) {
        int port = wanted == 0 ? choose() : requireFree(setting, wanted);
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

    private int choose() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (!handedOut.contains(port) && claim(port) && isFree(port)) {
                return port;
            }
        }
        throw new StackException(
                "no free port on 127.0.0.1 within " + LOWEST + ".." + HIGHEST, "name the ports in the settings");
    }

    /** Whether nobody has chosen this port before, in this process or another one that lives; from now on it is this process's. */
    static boolean claim(int port) {
        synchronized (CLAIMED) {
            // Asked first: where a process closes a file, it loses every lock that it has on it.
            if (CLAIMED.containsKey(port)) {
                return false;
            }
            try {
                Files.createDirectories(CLAIMS);
                FileChannel file = FileChannel.open(
                        CLAIMS.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (file.tryLock() == null) {
                    file.close();
                    return false;
                }
                CLAIMED.put(port, file);
                return true;
            } catch (IOException e) {
                return true; // Nobody can claim ports on this machine: that it is free must do.
            }
        }
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

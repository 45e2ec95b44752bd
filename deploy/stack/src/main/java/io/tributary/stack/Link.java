package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One client's way to one server on this machine: a TCP forwarder that can be cut and slowed.
 *
 * <pre>
 *   client ──► port ──► (open | cut) ──► target ──► server
 *          ◄──      ◄──              ◄──
 * </pre>
 *
 * <p>A cut link is silent, as a network is that drops packets: connections stay open and new ones can be made, but no byte comes through,
 * nor that the other side has closed. What was on its way arrives when the link is mended, as TCP would send it again.
 */
final class Link implements AutoCloseable {
    private static final int CHUNK_BYTES = 32 * 1024;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean cut;
    private volatile long delayMillis;
    private volatile boolean closed;

    private Link(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /**
     * Opens a link.
     *
     * @param port on 127.0.0.1, where clients come
     * @param target port on 127.0.0.1 of the server, which need not listen yet
     */
    static Link open(int port, int target) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(Ports.loopback(port));
            Link link = new Link(listening, target);
            link.run("link-" + port, link::accept);
            return link;
        } catch (IOException e) {
            throw Ports.taken("link", port, e);
        }
    }

    /** Where clients come. */
    int port() {
        return listening.getLocalPort();
    }

    /** Lets nothing through from now on, in neither direction. */
    synchronized void cut() {
        cut = true;
    }

    /** Lets through what waits, and all that comes. */
    synchronized void mend() {
        cut = false;
        notifyAll();
    }

    /**
     * Holds up each piece of at most {@value #CHUNK_BYTES} bytes, one after the other: a slow link is narrow, too.
     *
     * @param millis 0 for none
     */
    void slow(long millis) {
        delayMillis = millis;
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                run("link-" + port() + "-connect", () -> connect(client));
            } catch (IOException e) {
                return; // It was closed.
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        try {
            awaitOpen();
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            server.connect(Ports.loopback(target), 5_000);
            sockets.add(server);
            run("link-" + port() + "-back", () -> pump(server, client));
            pump(client, server);
        } catch (IOException e) {
            close(client); // Nobody listens there: the client sees its connection closed.
            close(server);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                Thread.sleep(delayMillis);
                awaitOpen();
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // One side is gone, and so the other has to know, once it can.
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a link", e);
        }
        awaitOpen();
        close(from);
        close(to);
    }

    private synchronized void awaitOpen() {
        while (cut && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a link", e);
            }
        }
    }

    private void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        mend();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(this::close);
    }
}

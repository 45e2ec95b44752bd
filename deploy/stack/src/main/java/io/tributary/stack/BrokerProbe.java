package io.tributary.stack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import javax.net.SocketFactory;

/** Asks a broker for the cluster's members: one request of Kafka's protocol, so that this module needs no client library. */
final class BrokerProbe {
    private static final short METADATA = 3;
    private static final short VERSION = 1;
    private static final int CONNECT_MILLISECONDS = 1_000;
    private static final int READ_MILLISECONDS = 5_000;
    private static final int LARGEST_ANSWER = 1 << 20;

    private BrokerProbe() {}

    /** Whether the broker answers and counts all of the given nodes as members. */
    static boolean sees(int port, SocketFactory sockets, Set<Integer> nodes) {
        try {
            return members(port, sockets).containsAll(nodes);
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<Integer> members(int port, SocketFactory sockets) throws IOException {
        try (Socket socket = sockets.createSocket()) {
            socket.connect(Ports.loopback(port), CONNECT_MILLISECONDS);
            socket.setSoTimeout(READ_MILLISECONDS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            // No topics: only the members are of interest.
            out.write(request(4).putInt(0).array());
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (length < 8 || length > LARGEST_ANSWER) {
                throw new IOException("no Kafka broker on port " + port);
            }
            byte[] answer = new byte[length];
            in.readFully(answer);
            return nodeIds(ByteBuffer.wrap(answer));
        }
    }

    /**
     * @param body bytes that follow the header
     */
    private static ByteBuffer request(int body) {
        byte[] client = "tributary-stack".getBytes(StandardCharsets.UTF_8);
        int length = 2 + 2 + 4 + 2 + client.length + body;
        return ByteBuffer.allocate(4 + length)
                .putInt(length)
                .putShort(METADATA)
                .putShort(VERSION)
                .putInt(1)
                .putShort((short) client.length)
                .put(client);
    }

    private static Set<Integer> nodeIds(ByteBuffer answer) {
        answer.getInt(); // correlation id: one request on this connection
        int count = answer.getInt();
        Set<Integer> ids = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(answer.getInt());
            skipString(answer); // host
            answer.getInt(); // port
            skipString(answer); // rack
        }
        return ids;
    }

    private static void skipString(ByteBuffer answer) {
        short length = answer.getShort();
        if (length > 0) {
            answer.position(answer.position() + length);
        }
    }
}

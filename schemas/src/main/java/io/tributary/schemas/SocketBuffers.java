package io.tributary.schemas;

import java.util.Map;

/** What a Kafka client of any kind is told about its sockets. */
public final class SocketBuffers {
    /**
     * The operating system sizes them as it sees fit. Kafka's own 64 KB are less than a packet of the loopback interface: a broker on
     * the same host then stops sending, and goes on after TCP's shortest timeout, 200 ms. Over a network so small a window bounds
     * what is fetched.
     */
    public static final Map<String, Integer> SIZED_BY_SYSTEM =
            Map.of("receive.buffer.bytes", -1, "send.buffer.bytes", -1);

    private SocketBuffers() {}
}

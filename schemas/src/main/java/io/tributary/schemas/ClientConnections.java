package io.tributary.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What a Kafka client of any kind is told about its connections, where nobody says otherwise.
 *
 * <p><b>Buffers</b>: the operating system sizes them as it sees fit. Kafka's own 64 KB are less than a packet of the loopback interface: a
 * broker on the same host then stops sending, and goes on after TCP's shortest timeout, 200 ms. Over a network so small a window
 * bounds what is fetched.
 *
 * <p><b>Timeouts</b>, in milliseconds: a broker that stands still (a starved host, a stuck disk, a cut network) keeps its connections
 * open, and its kernel accepts new ones, so that only a timeout tells it from one that is busy. The other brokers replace it as leader
 * and coordinator when its session with them is over; a client that waits for its answer, and then asks it again where to go, waits
 * two or three times as long as a request may take. With Kafka's 30 s, and its 60 s for what an admin client is asked, no beat was
 * answered for three minutes. Joining a group has a longer time of its own in Kafka's client, and a batch that is sent twice is
 * written once.
 */
public final class ClientConnections {
    private static final String REQUEST_TIMEOUT = "request.timeout.ms";
    private static final String CALL_TIMEOUT = "default.api.timeout.ms";

    private static final Map<String, Integer> DEFAULTS = Map.of(
            "receive.buffer.bytes",
            -1,
            "send.buffer.bytes",
            -1,
            REQUEST_TIMEOUT,
            5_000,
            "socket.connection.setup.timeout.ms",
            2_000,
            "socket.connection.setup.timeout.max.ms",
            5_000);

    private ClientConnections() {}

    /** These defaults, and over them what somebody has set; a call has the time of two requests where nobody said how much. */
    public static Map<String, Object> with(Map<String, ?> settings) {
        Map<String, Object> client = new HashMap<>(DEFAULTS);
        client.putAll(settings);
        client.computeIfAbsent(CALL_TIMEOUT, key -> 2 * requestMillis(client));
        return client;
    }

    /** Milliseconds after which a client with these settings takes a broker that has not answered for one that stands still. */
    public static int requestMillis(Map<String, ?> client) {
        return (Integer) ConfigDef.parseType(REQUEST_TIMEOUT, client.get(REQUEST_TIMEOUT), ConfigDef.Type.INT);
    }
}

package io.tributary.bench.recovery;

import java.util.List;
import java.util.Map;

/**
 * How soon an instance is given up.
 *
 * @param timeoutMillis the service's session.timeout.ms
 * @param heartbeatMillis the service's heartbeat.interval.ms
 */
record Session(int timeoutMillis, int heartbeatMillis) {
    /** The defaults, and the quickest that the brokers of the bench allow. */
    static final List<Session> ALL = List.of(new Session(6_000, 1_500), new Session(1_000, 250));

    Map<String, String> settings() {
        return Map.of(
                "session.timeout.ms", Integer.toString(timeoutMillis),
                "heartbeat.interval.ms", Integer.toString(heartbeatMillis));
    }
}

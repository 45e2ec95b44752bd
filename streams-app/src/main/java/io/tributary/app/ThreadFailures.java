package io.tributary.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, but not for ever: a role whose threads die again and again is shut down, and health says
 * so. A registry that is away does not count: waiting is all that can be done about it.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    static final int MOST = 5;
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final Role role;
    private final LongSupplier nanos;
    private final Deque<Long> failures = new ArrayDeque<>();
    private volatile String last = "";

    ThreadFailures(Role role, LongSupplier nanos) {
        this.role = role;
        this.nanos = nanos;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        last = ErrorText.of(exception);
        if (ErrorText.isRegistryAway(exception)) {
            LOG.warn("Role {} waits for the schema registry and starts over: {}", role.id(), last);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        String lost = ErrorText.lostInput(exception);
        if (!lost.isEmpty()) {
            last = lost;
            LOG.error("Role {} is shut down: {}", role.id(), lost);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        long now = nanos.getAsLong();
        failures.addLast(now);
        while (now - failures.getFirst() > WINDOW.toNanos()) {
            failures.removeFirst();
        }
        if (failures.size() > MOST) {
            LOG.error(
                    "Role {} is shut down: its threads failed {} times within {} minutes",
                    role.id(),
                    failures.size(),
                    WINDOW.toMinutes(),
                    exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error(
                "Role {}: a thread failed ({} of {} in a row) and is replaced",
                role.id(),
                failures.size(),
                MOST,
                exception);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** What the last failure was, empty if there was none. */
    String last() {
        return last;
    }
}

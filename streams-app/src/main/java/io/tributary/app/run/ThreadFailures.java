package io.tributary.app.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.app.config.Role;
import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Reaction;
import io.tributary.schemas.fault.Waits;
import io.tributary.text.ErrorText;
import io.tributary.text.LogEvents;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the table of faults says when an error ends a stream thread. A thread is replaced, but not for ever: a role whose threads
 * fail again and again is shut down, and health says so. What the environment does counts as no failure; the next thread begins after a
 * pause that grows while it goes on.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    static final int MOST = 5;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final long FIRST_PAUSE_MILLIS = 100;
    /** As long as this without trouble, and the pauses begin anew. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final Role role;
    private final LongSupplier nanos;
    private final Surroundings surroundings;
    private final Deque<Long> failures = new ArrayDeque<>();
    private long lastTrouble;
    private long pauseMillis;
    private volatile String last = "";
    private volatile long lastAt;

    /**
     * What it acts on.
     *
     * @param meters count what happened; null for none
     * @param exit ends the process at once
     * @param observers look on as clients send and receive
     * @param streams further properties of each application, that come of this process and not of its settings
     * @param denied says which permissions are missing, where that can be told
     */
    record Surroundings(
            Waits waits,
            MeterRegistry meters,
            Runnable exit,
            ClientObservers observers,
            Map<String, Object> streams,
            Supplier<Optional<String>> denied) {
        /** Without observers and further properties, of brokers that deny nothing. */
        Surroundings(Waits waits, MeterRegistry meters, Runnable exit) {
            this(waits, meters, exit, ClientObservers.NONE, Map.of(), Optional::empty);
        }
    }

    ThreadFailures(Role role, LongSupplier nanos, Surroundings surroundings) {
        this.role = role;
        this.nanos = nanos;
        this.surroundings = surroundings;
        showMeters();
    }

    /** They are there, at 0, before the first failure: an alert cannot see a series begin. */
    private void showMeters() {
        for (Fault fault : Fault.values()) {
            Counter counter = counter(fault);
            if (counter != null) {
                counter.increment(0);
            }
        }
    }

    /** What counts threads that ended for this; null when nothing does. */
    private Counter counter(Fault fault) {
        if (surroundings.meters() == null || fault.reaction().meter().isEmpty()) {
            return null;
        }
        return Counter.builder(meter(fault))
                .description("Stream threads that ended with an error, by what the error means")
                .tag("role", role.id())
                .tag("fault", name(fault))
                .register(surroundings.meters());
    }

    private static String meter(Fault fault) {
        return switch (fault.reaction()) {
            // Who waits is seen by the seconds that the waiting lasts; here it is counted that a thread was given up
            // for
            // it.
            case WAIT -> Reaction.ABORT.meter();
            // The record's fault should have been met by a handler; that a thread ended for it is a failure of ours.
            case DEAD_LETTER -> Reaction.REPLACE_THREAD.meter();
            default -> fault.reaction().meter();
        };
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        Fault fault = Fault.of(exception);
        return switch (fault.reaction()) {
            case HALT -> halt(exception);
            case WAIT, ABORT -> goOn(fault, exception);
            case SHUT_DOWN -> shutDown(fault, exception);
            // A record's fault should not have come so far: a handler has missed it.
            case REPLACE_THREAD, DEAD_LETTER -> replace(fault, exception);
        };
    }

    private StreamThreadExceptionResponse halt(Throwable exception) {
        ProcessExit.because(exception, surroundings.exit());
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private StreamThreadExceptionResponse goOn(Fault fault, Throwable exception) {
        long pause = tell(fault, exception);
        if (fault == Fault.ACCESS_DENIED) {
            // Kafka says where something is denied, and not what.
            surroundings.denied().get().ifPresent(line -> last = line);
        }
        LOG.warn(
                LogEvents.THREAD_WAITS,
                "Role {}: {}; its records are read again in {} ms ({})",
                role.id(),
                last,
                pause,
                fault.remedy());
        try (Waits.Wait wait = surroundings.waits().begin(name(fault), last)) {
            wait.pause(pause, last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized long tell(Fault fault, Throwable exception) {
        note(fault, exception);
        long now = nanos.getAsLong();
        boolean quiet = pauseMillis == 0 || now - lastTrouble > QUIET.toNanos();
        pauseMillis = quiet ? FIRST_PAUSE_MILLIS : Math.min(2 * pauseMillis, LONGEST_PAUSE.toMillis());
        lastTrouble = now;
        return pauseMillis;
    }

    private synchronized StreamThreadExceptionResponse shutDown(Fault fault, Throwable exception) {
        note(fault, exception);
        String lost = ErrorText.lostInput(exception);
        if (!lost.isEmpty() || fault == Fault.UNREADABLE_STATE) {
            // The line says it all, and what can be done.
            last = lost.isEmpty() ? last : lost;
            LOG.error(LogEvents.ROLE_SHUT_DOWN, "Role {} is shut down: {}", role.id(), last);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error(
                LogEvents.ROLE_SHUT_DOWN,
                "Role {} is shut down, as trying again cannot help: {}",
                role.id(),
                fault.remedy(),
                exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized StreamThreadExceptionResponse replace(Fault fault, Throwable exception) {
        note(fault, exception);
        long now = nanos.getAsLong();
        failures.addLast(now);
        while (now - failures.getFirst() > WINDOW.toNanos()) {
            failures.removeFirst();
        }
        if (failures.size() > MOST) {
            LOG.error(
                    LogEvents.ROLE_SHUT_DOWN,
                    "Role {} is shut down: its threads failed {} times within {} minutes; {}",
                    role.id(),
                    failures.size(),
                    WINDOW.toMinutes(),
                    fault.remedy(),
                    exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error(
                LogEvents.THREAD_FAILED,
                "Role {}: a thread failed ({} of {} in a row) and is replaced; {}",
                role.id(),
                failures.size(),
                MOST,
                fault.remedy(),
                exception);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private void note(Fault fault, Throwable exception) {
        last = ErrorText.of(exception);
        lastAt = System.currentTimeMillis();
        Counter counter = counter(fault);
        if (counter != null) {
            counter.increment();
        }
    }

    private static String name(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the last failure was, empty if there was none. */
    String last() {
        return last;
    }

    /** When that was, epoch milliseconds UTC; 0 if there was none. */
    long lastAt() {
        return lastAt;
    }
}

package io.tributary.bench.latency;

import io.tributary.bench.workload.Sender;
import io.tributary.bench.workload.Workload;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.schemas.Topics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The load: events of the workload on a fixed schedule, each dated by it, on a thread of its own. */
public final class Load implements AutoCloseable {
    private static final long NAP_NANOS = 500_000;

    private final Sender sender;
    private final Pace pace;
    private final WallClock clock = new WallClock();
    private final Workload workload;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile long sent;
    private volatile long mostBehindNanos;
    private long ended;

    /**
     * Starts it.
     *
     * @param workload whose events are dated now
     * @param perSecond events a second
     */
    public static Load start(Sender sender, Workload workload, int perSecond) {
        Load load = new Load(sender, workload, perSecond);
        load.thread.start();
        return load;
    }

    private Load(Sender sender, Workload workload, int perSecond) {
        this.sender = sender;
        this.workload = workload;
        this.pace = new Pace(System.nanoTime(), perSecond);
        this.thread = new Thread(this::run, "load");
    }

    private void run() {
        Workload.Sink sink = new Workload.Sink() {
            @Override
            public void impression(String merchantId, Impression impression) {
                sender.send(Topics.IMPRESSIONS, merchantId, impression, impression.getTime());
            }

            @Override
            public void order(String merchantId, OrderLine order) {
                sender.send(Topics.ORDERS, merchantId, order, order.getTime());
            }
        };
        long next = 0;
        while (!stopped) {
            long now = System.nanoTime();
            long due = pace.due(now);
            if (next < due) {
                mostBehindNanos = Math.max(mostBehindNanos, now - pace.at(next));
            }
            for (; next < due && !stopped; next++) {
                workload.next(sink, clock.millis(pace.at(next)));
            }
            sent = next;
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    /** Forgets how far it fell behind up to now. */
    void forgetBehind() {
        mostBehindNanos = 0;
    }

    /** Ends it; returns when the last event is handed over. */
    public void stop() {
        stopped = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = ended == 0 ? System.nanoTime() : ended;
    }

    double perSecond() {
        return sent * 1e9 / (ended - pace.startNanos());
    }

    double behindMillis() {
        return mostBehindNanos / 1e6;
    }

    @Override
    public void close() {
        stop();
    }
}

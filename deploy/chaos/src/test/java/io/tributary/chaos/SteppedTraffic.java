package io.tributary.chaos;

import static org.awaitility.Awaitility.await;

import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Shoppers;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@link Shoppers} in event time, from a thread of their own: second by second, each as soon as the service has answered the one before.
 * So minutes pass in seconds, and nothing is later than it should be however long an instance is away.
 */
final class SteppedTraffic implements AutoCloseable {
    static final long STEP_MILLIS = 1_000;

    private final AtomicLong now;
    private final Feed feed;
    private final BoostTable boosts;
    private final EventClock clock;
    private final Shoppers shoppers;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicLong steps = new AtomicLong();
    private volatile boolean stopping;
    private Future<?> running;

    /**
     * @param start event time, epoch milliseconds
     * @param perSecond impressions a second of event time, without duplicates
     */
    SteppedTraffic(Cluster cluster, AvroSerdes serdes, long start, int merchants, int perSecond) {
        now = new AtomicLong(start);
        feed = new Feed(cluster, serdes);
        boosts = BoostTable.start(new BoostTableSettings(
                cluster.bootstrapServers(),
                cluster.registryUrl(),
                Duration.ofDays(1).toMillis(),
                HostClock.replay(now::get),
                Map.of()));
        clock = new EventClock(cluster, serdes, feed, boosts, now);
        shoppers = new Shoppers(feed, boosts, serdes.of(Topics.IMPRESSIONS).serializer(), 7, merchants, perSecond);
    }

    /** What a platform sends beside the traffic, before it starts. */
    Feed feed() {
        return feed;
    }

    /** Starts when everybody has his grants. */
    void start() {
        clock.settle(now.get(), 6);
        running = thread.submit(this::run);
    }

    private void run() {
        while (!stopping) {
            long from = clock.now();
            for (long passed = Shoppers.TICK_MILLIS; passed <= STEP_MILLIS; passed += Shoppers.TICK_MILLIS) {
                shoppers.tick(from + passed);
            }
            clock.tick(from + STEP_MILLIS);
            steps.incrementAndGet();
        }
    }

    /** Waits until so many seconds more have been answered by all tasks. */
    void awaitSteps(int more, Duration atMost) {
        long until = steps.get() + more;
        await().atMost(atMost).until(() -> steps.get() >= until || running.isDone());
        if (running.isDone()) {
            end();
        }
    }

    /**
     * Stops shoppers, sends what was still on its way, and lets time go by after it.
     *
     * @return event time of the last shopper, epoch milliseconds
     */
    long stop(long thenMillis) {
        stopping = true;
        end();
        long last = clock.now();
        shoppers.finish();
        clock.tick(last + STEP_MILLIS);
        clock.tick(last + thenMillis);
        // The first beat after it may have been on its way before: the second one has all of it.
        clock.tick(last + thenMillis + STEP_MILLIS);
        return last;
    }

    private void end() {
        try {
            running.get(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the load broke off or could not be stopped", e);
        }
    }

    /** Bytes that were sent and that nobody can read. */
    List<byte[]> corrupt() {
        return shoppers.corrupt();
    }

    @Override
    public void close() {
        stopping = true;
        thread.shutdownNow();
        clock.close();
        boosts.close();
        feed.close();
    }
}

package io.tributary.chaos;

import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Shoppers;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@link Shoppers} on the wall clock, from a thread of their own. */
final class Traffic implements AutoCloseable {
    /**
     * One request at a time: of several first ones to a partition, a leader that knows nothing of the producer yet takes whichever comes
     * first, and then refuses those before it for ever. A record is given up after ten minutes, later than a run that does not recover.
     */
    private static final Map<String, String> PATIENT =
            Map.of("max.in.flight.requests.per.connection", "1", "delivery.timeout.ms", "600000");

    private final Feed feed;
    private final Shoppers shoppers;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private ScheduledFuture<?> ticking;
    /** Null where merchants do nothing themselves. */
    private MerchantActions actions;

    /** @param perSecond impressions a second, without duplicates */
    Traffic(Cluster cluster, AvroSerdes serdes, BoostTable boosts, long seed, int merchants, int perSecond) {
        this.feed = new Feed(cluster.withClients(PATIENT), serdes);
        this.shoppers = new Shoppers(
                        feed, boosts, serdes.of(Topics.IMPRESSIONS).serializer(), seed, merchants, perSecond)
                .withDisplacement();
    }

    /** Sends no bytes that name a schema which nobody has: a reader has to ask the registry about those. */
    Traffic withoutUnknownSchemas() {
        shoppers.withoutUnknownSchemas();
        return this;
    }

    /**
     * Merchants earn coupons and appeal, too.
     *
     * @param decisions see {@link MerchantActions}
     */
    Traffic withActions(Map<String, String> decisions, long seed) {
        actions = new MerchantActions(feed, decisions, seed);
        return this;
    }

    /** Some of the impressions turn out to be invalid traffic up to 20 seconds later. */
    Traffic withVerdicts() {
        shoppers.withVerdicts(8);
        return this;
    }

    void start() {
        ticking = thread.scheduleAtFixedRate(this::tick, 0, Shoppers.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long now = System.currentTimeMillis();
        shoppers.tick(now);
        if (actions != null) {
            actions.tick(now);
        }
    }

    private void finish() {
        shoppers.finish();
        if (actions != null) {
            actions.finish();
        }
        feed.flush();
    }

    /** Stops shoppers, sends what was still on its way, and returns when all of it is on the broker. */
    void stop() {
        try {
            if (ticking.isDone()) {
                ticking.get();
            }
            ticking.cancel(false);
            thread.submit(this::finish).get(60, TimeUnit.SECONDS);
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

    long sent() {
        return feed.sent();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        feed.close();
    }
}

package io.tributary.bench.latency;

import io.tributary.bench.workload.Market;
import io.tributary.bench.workload.Sender;
import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends probes among the load, on a thread of its own and without waiting for other records: so many a second of each kind, their
 * merchants taken in turn. A probe whose merchant is not free, its last one unanswered or its boost not back, is left out.
 */
final class Probes implements AutoCloseable {
    private static final long NAP_NANOS = 500_000;
    private static final long MINUTE = 60_000;
    /** Minutes are within the service's grace of ten, and each turn of the merchants takes the next one. */
    private static final int MINUTES_BACK = 8;

    private final Market market;
    private final Sender sender;
    private final ProbeMerchants merchants;
    private final WallClock clock;
    private final int perSecond;
    private final Queue<String> stoppedMerchants = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private Answers answers;
    private Thread thread;
    private volatile boolean stopped;
    private long ids;

    Probes(Market market, Sender sender, ProbeMerchants merchants, WallClock clock, int perSecond) {
        this.market = market;
        this.sender = sender;
        this.merchants = merchants;
        this.clock = clock;
        this.perSecond = perSecond;
        merchants.ranks(Way.STOP).forEach(rank -> ranks.put(Market.merchantId(rank), rank));
    }

    /** Notes that a merchant's boost is gone: it is opted in again. Any thread. */
    void onStopped(String merchantId) {
        stoppedMerchants.add(merchantId);
    }

    void start(Answers reader) {
        answers = reader;
        Pace pace = new Pace(System.nanoTime(), perSecond);
        thread = new Thread(() -> run(pace), "probes");
        thread.start();
    }

    private void run(Pace pace) {
        long firstMinute = clock.millis(System.nanoTime()) / MINUTE - MINUTES_BACK;
        long next = 0;
        while (!stopped) {
            for (long due = pace.due(System.nanoTime()); next < due; next++) {
                stop(next, pace.at(next));
                charge(next, pace.at(next));
                metric(next, pace.at(next), firstMinute);
            }
            for (String each = stoppedMerchants.poll(); each != null; each = stoppedMerchants.poll()) {
                profile(ranks.get(each), false, clock.millis(System.nanoTime()));
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void stop(long number, long at) {
        int rank = inTurn(Way.STOP, number);
        String key = Market.merchantId(rank);
        if (answers.isDirected(key) && answers.outstanding(Way.STOP).begin(key, at)) {
            profile(rank, true, clock.millis(at));
        }
    }

    private void profile(int rank, boolean optOut, long time) {
        MerchantProfile profile = market.profile(rank);
        profile.setOptOut(optOut);
        sender.send(Topics.MERCHANTS, profile.getMerchantId(), profile, time);
    }

    private void charge(long number, long at) {
        int rank = inTurn(Way.CHARGE, number);
        String key = Market.merchantId(rank);
        if (answers.isDirected(key) && answers.outstanding(Way.CHARGE).begin(key, at)) {
            impression(key, market.directiveId(rank), clock.millis(at), clock.millis(at));
        }
    }

    private void metric(long number, long at, long firstMinute) {
        String key = Market.merchantId(inTurn(Way.METRIC, number));
        long minute = firstMinute + number / merchants.ranks(Way.METRIC).size();
        long now = clock.millis(at);
        // Not the last one either: its rows wait for their moment in the spread.
        boolean isPast = minute < now / MINUTE - 1 && minute > now / MINUTE - MINUTES_BACK - 2;
        if (isPast && answers.outstanding(Way.METRIC).begin(key, at)) {
            impression(key, null, minute * MINUTE, now);
        }
    }

    private int inTurn(Way way, long number) {
        List<Integer> all = merchants.ranks(way);
        return all.get((int) (number % all.size()));
    }

    private void impression(String key, String directiveId, long time, long sentAt) {
        String id = "probe-" + sentAt + "-" + ids++;
        Impression impression = Impression.newBuilder()
                .setImpressionId(id)
                .setRequestId(id)
                .setItemId("item-" + key)
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setBaseRank(2)
                .setFinalRank(1)
                .setViewable(true)
                .setInvalidTraffic(false)
                .setDirectiveId(directiveId)
                .setBucket(0)
                .setTime(time)
                .build();
        sender.send(Topics.IMPRESSIONS, key, impression, sentAt);
    }

    @Override
    public void close() {
        stopped = true;
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

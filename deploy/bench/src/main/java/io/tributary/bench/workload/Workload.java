package io.tributary.bench.workload;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import java.util.SplittableRandom;

/**
 * The events, one after the other: impressions of about 130 bytes, of which 5 % carry a boost and half of those gained rank by it,
 * 3 % order lines, 1 % repeated impressions.
 */
public final class Workload {
    private static final double ORDERS = 0.03;
    private static final double DUPLICATES = 0.01;
    private static final double BOOSTED = 0.05;
    private static final double VIEWABLE = 0.7;
    private static final double INVALID = 0.01;
    private static final int PAGE = 10;
    /** Events at the start that a job may take before their merchants are enrolled: a few fetches of each partition. */
    private static final int EARLY = 100_000;

    /** A repeated impression is one of so many before it. */
    private static final int RECENT = 4_096;

    private static final Surface[] SURFACES = {Surface.FEED, Surface.FEED, Surface.FEED, Surface.SEARCH, Surface.LIVE};

    /** Where events go. */
    public interface Sink {
        void impression(String merchantId, Impression impression);

        void order(String merchantId, OrderLine order);
    }

    private final WorkloadSettings settings;
    private final Market market;
    private final SplittableRandom random;
    private final Zipf popularity;
    private final double boostedOfSupported;
    private final String[] recentKeys = new String[RECENT];
    private final Impression[] recent = new Impression[RECENT];
    private long sent;
    private long impressions;
    private long orders;
    private long charged;
    private long chargedEarly;
    private long duplicates;

    public Workload(WorkloadSettings settings) {
        this(settings, new Market(settings));
    }

    /** A workload whose boosts are of this market's period. */
    public Workload(WorkloadSettings settings, Market market) {
        this.settings = settings;
        this.market = market;
        this.random = new SplittableRandom(settings.seed());
        this.popularity = new Zipf(settings.merchants());
        double supported = 0;
        for (int rank = 0; rank < settings.merchants(); rank++) {
            supported += Market.isSupported(rank) ? popularity.probability(rank) : 0;
        }
        this.boostedOfSupported = BOOSTED / supported;
    }

    /** Sends all events. */
    public void sendAll(Sink sink) {
        while (sent < settings.events()) {
            next(sink, market.firstEvent() + sent * 1_000 / settings.eventsPerSecond());
        }
    }

    /** Sends the next event, dated as given. */
    public void next(Sink sink, long time) {
        sent++;
        double kind = random.nextDouble();
        if (kind < ORDERS) {
            order(sink, popularity.next(random), time);
        } else if (kind < ORDERS + DUPLICATES && impressions > RECENT) {
            int at = random.nextInt(RECENT);
            duplicates++;
            sink.impression(recentKeys[at], recent[at]);
        } else {
            impression(sink, popularity.next(random), time);
        }
    }

    /** What has been sent up to now. */
    public Expected expected() {
        return new Expected(impressions, orders, charged, chargedEarly, duplicates);
    }

    private void impression(Sink sink, int rank, long time) {
        boolean boosted = Market.isSupported(rank) && random.nextDouble() < boostedOfSupported;
        boolean gained = boosted && random.nextBoolean();
        int base = random.nextInt(40);
        Impression impression = new Impression();
        impression.setImpressionId(id(random.nextLong(), impressions));
        impression.setRequestId(id(settings.seed(), impressions / PAGE));
        impression.setItemId("item-" + (1_000_000_000_000L + rank * 100L + random.nextInt(100)));
        impression.setSurface(SURFACES[random.nextInt(SURFACES.length)]);
        impression.setPosition((int) (impressions % PAGE));
        impression.setBaseRank(base + 1);
        impression.setFinalRank(gained ? base : base + 1);
        impression.setViewable(boosted || random.nextDouble() < VIEWABLE);
        impression.setInvalidTraffic(!boosted && random.nextDouble() < INVALID);
        impression.setDirectiveId(boosted ? market.directiveId(rank) : null);
        impression.setBucket(random.nextInt(boosted ? Market.HOLDOUT_FROM : 1_000));
        impression.setTime(time);
        impression.setPersonalised(true);
        String key = Market.merchantId(rank);
        int at = (int) (impressions % RECENT);
        recent[at] = impression;
        recentKeys[at] = key;
        impressions++;
        charged += gained ? 1 : 0;
        chargedEarly += gained && sent <= EARLY ? 1 : 0;
        sink.impression(key, impression);
    }

    private void order(Sink sink, int rank, long time) {
        orders++;
        String item = "item-" + (1_000_000_000_000L + rank * 100L);
        Attribution credit = new Attribution(id(rank, orders), null, Surface.FEED, random.nextInt(1_000), time - 1_000);
        sink.order(
                Market.merchantId(rank),
                new OrderLine(
                        id(random.nextLong(), orders),
                        "1",
                        item,
                        OrderStatus.PAID,
                        1,
                        1L + random.nextInt(50_000),
                        "CNY",
                        credit,
                        time));
    }

    /** 33 characters, as long as such ids are. */
    private static String id(long high, long low) {
        String left = Long.toHexString(high);
        String right = Long.toHexString(low);
        return "0".repeat(16 - left.length()) + left + "-" + "0".repeat(16 - right.length()) + right;
    }
}

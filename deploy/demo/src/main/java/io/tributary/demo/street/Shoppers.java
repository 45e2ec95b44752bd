package io.tributary.demo.street;

import io.tributary.common.v1.Surface;
import io.tributary.demo.client.PlatformFeed;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Load that is the same for the same seed and the same boosts: impressions that echo the boosts in force, orders, and everything
 * that goes wrong on the way: duplicates, records that come later than they happened, bytes that nobody can read, echoes of boosts
 * that are over or not for this bucket, boosts that gained no rank.
 */
public final class Shoppers {
    /** Impression ids that begin so happened before the grace of any window. */
    public static final String TOO_LATE = "late-";

    public static final int TICK_MILLIS = 10;
    private static final long TOO_LATE_MILLIS = 600_000;
    /** A host that lags echoes a boost at most this long after it had it: periods last a minute, and so does the slack. */
    private static final long STALE_MILLIS = 15_000;

    private final PlatformFeed feed;
    private final BoostSource boosts;
    private final Serializer<Impression> encoder;
    private final SplittableRandom random;
    private final int merchants;
    private final double perTick;
    private boolean unknownSchemas = true;
    private boolean displacement;
    /** Decides on verdicts, so that all else is the same with and without them; null without. */
    private SplittableRandom judge;

    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(Comparator.comparingLong(Delayed::at).thenComparingLong(Delayed::number));
    private final Map<String, Echo> echoes = new HashMap<>();
    private final Queue<byte[]> corrupt = new ConcurrentLinkedQueue<>();
    private double owed;
    private long numbers;

    private record Delayed(long at, long number, Runnable send) {}

    private record Echo(String directiveId, long at) {}

    /**
     * @param feed takes what is sent
     * @param boosts what a ranker asks
     * @param encoder of impressions, for bytes that are nearly right
     * @param perSecond impressions a second, without duplicates
     */
    public Shoppers(
            PlatformFeed feed,
            BoostSource boosts,
            Serializer<Impression> encoder,
            long seed,
            int merchants,
            int perSecond) {
        this.feed = feed;
        this.boosts = boosts;
        this.encoder = encoder;
        this.random = new SplittableRandom(seed);
        this.merchants = merchants;
        this.perTick = perSecond * TICK_MILLIS / 1000.0;
    }

    /** Sends no bytes that name a schema which nobody has: a reader has to ask the registry about those. */
    public Shoppers withoutUnknownSchemas() {
        unknownSchemas = false;
        return this;
    }

    /** Boosts of others move some items down that are not boosted. */
    public Shoppers withDisplacement() {
        displacement = true;
        return this;
    }

    /** Some impressions turn out to be invalid traffic seconds later, and some of these are told twice. */
    public Shoppers withVerdicts(long seed) {
        judge = new SplittableRandom(seed);
        return this;
    }

    /** Bytes that were sent and that nobody can read. */
    public List<byte[]> corrupt() {
        return List.copyOf(corrupt);
    }

    /** What happens until this moment; to be called every {@value #TICK_MILLIS} milliseconds. */
    public void tick(long now) {
        sendDelayed(now);
        for (owed += perTick; owed >= 1; owed--) {
            show(now);
        }
    }

    /** Sends what is still on its way. */
    public void finish() {
        sendDelayed(Long.MAX_VALUE);
    }

    private void sendDelayed(long until) {
        while (!delayed.isEmpty() && delayed.peek().at <= until) {
            delayed.poll().send.run();
        }
    }

    private void later(long at, Runnable send) {
        delayed.add(new Delayed(at, numbers++, send));
    }

    private void show(long now) {
        String merchant = Street.merchant(random.nextInt(merchants));
        Surface surface = Street.SURFACES.get(random.nextInt(Street.SURFACES.size()));
        int bucket = random.nextInt(100) == 0 ? -1 : random.nextInt(1000);
        Impression shown = impression(merchant, surface, bucket, now);
        double fate = random.nextDouble();
        if (fate < 0.02) {
            feed.impression(merchant, shown);
            feed.impression(merchant, shown);
        } else if (fate < 0.04) {
            feed.impression(merchant, shown);
            later(now + random.nextLong(4_000), () -> feed.impression(merchant, shown));
        } else if (fate < 0.08) {
            later(now + random.nextLong(4_000), () -> feed.impression(merchant, shown));
        } else {
            feed.impression(merchant, shown);
        }
        if (fate > 0.997) {
            spoil(merchant, shown, now);
        }
        if (judge != null && !shown.getInvalidTraffic() && judge.nextInt(20) == 0) {
            judge(merchant, shown, now);
        }
        if (shown.getViewable() && !shown.getInvalidTraffic() && random.nextDouble() < 0.05) {
            buy(merchant, shown, now);
        }
    }

    private Impression impression(String merchant, Surface surface, int bucket, long now) {
        boolean tooLate = random.nextInt(500) == 0;
        long number = numbers++;
        boolean ranked = random.nextInt(5) > 0;
        int base = random.nextInt(30);
        String echo = echo(merchant, surface, bucket, now);
        return Impression.newBuilder()
                .setImpressionId((tooLate ? TOO_LATE : "i") + number)
                .setRequestId("r" + number / 10)
                .setItemId("item-" + random.nextInt(1000))
                .setSurface(surface)
                .setPosition(random.nextInt(10))
                .setBaseRank(ranked ? base : null)
                // One in some cannot rise, because it is at the top already or the boost was too small.
                .setFinalRank(
                        ranked ? Math.max(0, base - random.nextInt(10)) + (echo == null ? down(number) : 0) : null)
                .setViewable(random.nextInt(100) < 85)
                .setInvalidTraffic(random.nextInt(100) < 2)
                .setDirectiveId(echo)
                .setBucket(bucket)
                .setTime(tooLate ? now - TOO_LATE_MILLIS : now)
                .build();
    }

    private int down(long number) {
        return displacement ? (int) (number % 12) : 0;
    }

    /** An impression takes at most 4 seconds to arrive; what is said of it comes after it, within the period or the next one. */
    private void judge(String merchant, Impression shown, long now) {
        long judgedAt = now + 4_500 + judge.nextInt(15_000);
        IvtVerdict verdict = IvtVerdict.newBuilder()
                .setImpressionId(shown.getImpressionId())
                .setSurface(shown.getSurface())
                .setBaseRank(shown.getBaseRank())
                .setFinalRank(shown.getFinalRank())
                .setViewable(shown.getViewable())
                .setDirectiveId(shown.getDirectiveId())
                .setBucket(shown.getBucket())
                .setTime(shown.getTime())
                .setJudgedAt(judgedAt)
                .build();
        for (int times = judge.nextInt(10) == 0 ? 2 : 1; times > 0; times--) {
            later(judgedAt + judge.nextInt(1_000), () -> feed.verdict(merchant, verdict));
        }
    }

    private String echo(String merchant, Surface surface, int bucket, long now) {
        AppliedBoost boost = boosts.boost(merchant, surface, bucket);
        if (!boost.isNone()) {
            echoes.put(merchant, new Echo(boost.directiveId(), now));
            return boost.directiveId();
        }
        Echo last = echoes.get(merchant);
        boolean lags = last != null && now - last.at < STALE_MILLIS && random.nextInt(10) == 0;
        return lags ? last.directiveId : null;
    }

    private void spoil(String merchant, Impression shown, long now) {
        byte[] good = encoder.serialize(Topics.IMPRESSIONS.name(), shown);
        byte[] bad = switch (random.nextInt(unknownSchemas ? 5 : 4)) {
            case 0 -> garbage();
            case 1 -> new byte[0];
            case 2 -> Arrays.copyOf(good, good.length / 2);
            case 3 -> Arrays.copyOf(good, good.length + 1);
            default -> unknownSchema(good);
        };
        corrupt.add(bad);
        feed.raw(random.nextInt(5) == 0 ? Topics.ORDERS : Topics.IMPRESSIONS, merchant, bad, now);
    }

    private byte[] garbage() {
        byte[] bytes = new byte[1 + random.nextInt(60)];
        random.nextBytes(bytes);
        bytes[0] = 'x';
        return bytes;
    }

    private static byte[] unknownSchema(byte[] good) {
        byte[] bytes = good.clone();
        bytes[1] = 0x7f;
        return bytes;
    }

    /** The statuses of a line come in any order: each was at its own time, but is sent at another. */
    private void buy(String merchant, Impression shown, long now) {
        long amount = random.nextLong(100, 20_000);
        String currency = shown.getPosition() == 0 ? "HKD" : "CNY";
        boolean cancelled = random.nextInt(8) == 0;
        if (random.nextInt(20) > 0) {
            order(merchant, shown, OrderStatus.PLACED, amount, currency, now);
        }
        if (!cancelled || random.nextInt(3) == 0) {
            order(merchant, shown, OrderStatus.PAID, amount, currency, now);
        }
        if (cancelled) {
            order(merchant, shown, OrderStatus.CANCELLED, random.nextBoolean() ? amount : 0, currency, now);
        }
        for (int parts = random.nextInt(5) == 0 ? 1 + random.nextInt(2) : 0; parts > 0; parts--) {
            long back = random.nextInt(3) == 0 ? random.nextLong(0, 20_000) : amount;
            order(merchant, shown, OrderStatus.REFUNDED, back, random.nextInt(20) == 0 ? "USD" : currency, now);
        }
    }

    private void order(
            String merchant, Impression shown, OrderStatus status, long amount, String currency, long shownAt) {
        Attribution credit = new Attribution(
                shown.getImpressionId(),
                shown.getDirectiveId(),
                shown.getSurface(),
                shown.getBucket(),
                shown.getTime());
        OrderLine line = new OrderLine(
                "o" + shown.getImpressionId(),
                "1",
                shown.getItemId(),
                status,
                1 + random.nextInt(3),
                amount,
                currency,
                credit,
                shownAt + 200 + random.nextInt(2_000));
        boolean twice = random.nextInt(50) == 0;
        later(shownAt + 200 + random.nextInt(3_000), () -> {
            feed.order(merchant, line);
            if (twice) {
                feed.order(merchant, line);
            }
        });
    }
}

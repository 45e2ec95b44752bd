package io.tributary.demo.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.demo.same.WholeService;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.experiment.v1.Uplift;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * A platform of twelve merchants, two programmes and random events, whose service is the real topologies with two merchant tasks. What it sends goes
 * to the oracle, too.
 */
final class UpliftRig implements AutoCloseable {
    static final int MERCHANTS = 12;
    /** In the programme “farm”, which holds out buckets 0 to 99. */
    static final Predicate<String> FARM = merchant -> size(merchant) == SizeClass.MICRO;
    /** In “town”, which holds out 50 to 249. Farmers are in both. */
    static final Predicate<String> TOWN = merchant -> size(merchant) != SizeClass.LARGE;

    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private static final List<SizeClass> SIZES = List.of(SizeClass.MICRO, SizeClass.SMALL, SizeClass.LARGE);

    final BucketOracle oracle;
    final WholeService service;

    private final Time time;
    private final long start;
    private final Random random = new Random(20);
    private final Map<String, Uplift> rows = new HashMap<>();
    private final Map<Integer, TaskCounters> counters = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<OrderLine> paid = new ArrayList<>();
    private final List<String> sellers = new ArrayList<>();
    private final List<Impression> shown = new ArrayList<>();
    private final List<String> showers = new ArrayList<>();
    private int ids;
    private long now;

    /**
     * When it plays.
     *
     * @param step between two beats, milliseconds
     */
    record Time(ZoneId zone, LocalDate day, int hour, long step) {
        long start() {
            return day.atTime(hour, 0).atZone(zone).toInstant().toEpochMilli();
        }

        /** When a day begins, so many days after the first, epoch milliseconds. */
        long day(int number) {
            return day.plusDays(number).atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }

    /** The merchants are in their programmes when it begins. */
    UpliftRig(Path folder, Time time) {
        this.time = time;
        this.start = time.start();
        this.now = start;
        this.oracle = new BucketOracle(time.zone());
        WholeService.Clockwork clockwork =
                new WholeService.Clockwork(MINUTE, 4 * MINUTE, 10 * MINUTE, 0, time.zone(), 10 * time.step());
        this.service = new WholeService(folder, start, clockwork, 2, new Listening());
        service.programme(programme("farm", new BucketRange(0, 100), "merchant.sizeClass == 'MICRO'"));
        service.programme(programme("town", new BucketRange(50, 250), "merchant.sizeClass in ['MICRO', 'SMALL']"));
        for (int merchant = 0; merchant < MERCHANTS; merchant++) {
            String id = merchant(merchant);
            service.profile(MerchantProfile.newBuilder()
                    .setMerchantId(id)
                    .setSizeClass(size(id))
                    .setJoinedAt(start - 30 * DAY)
                    .setUpdatedAt(start)
                    .build());
        }
        for (int beat = 0; beat < 5; beat++) {
            beat(Math.max(MINUTE, time.step() / 5));
        }
    }

    /** Service time, epoch milliseconds. */
    long now() {
        return now;
    }

    /** What a counter of the tasks comes to. */
    long counter(ToLongFunction<TaskCounters> counter) {
        return counters.values().stream().mapToLong(counter).sum();
    }

    /** The last that was published under a key; null for none. */
    Uplift row(String key) {
        return rows.get(key);
    }

    /** Records that were refused. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    void beat() {
        beat(time.step());
    }

    private void beat(long after) {
        now += after;
        service.beat(now);
    }

    /** Random events of a step, and its beat. */
    void play(int impressions, int orders, int verdicts) {
        for (int i = 0; i < impressions; i++) {
            show();
        }
        for (int i = 0; i < orders; i++) {
            sell();
        }
        for (int i = 0; i < verdicts; i++) {
            judge();
        }
        beat();
    }

    /** An impression that sells with one chance in treated buckets of farmers, and with another elsewhere; the oracle is not told. */
    void offer(double chanceTreated, double chance) {
        int bucket = random.nextInt(1000);
        String seller = merchant(random.nextInt(MERCHANTS));
        service.impression(seller, impression(bucket, now).build());
        boolean isTreated = FARM.test(seller) && bucket >= 100;
        if (random.nextDouble() < (isTreated ? chanceTreated : chance)) {
            service.order(seller, line(bucket, 500));
        }
    }

    private void show() {
        String seller = merchant(random.nextInt(MERCHANTS));
        long late = random.nextInt(10) == 0 ? random.nextInt((int) time.step() / 2) : 0;
        Impression impression = impression(random.nextInt(1001) - 1, now - late)
                .setViewable(random.nextInt(5) > 0)
                .setInvalidTraffic(random.nextInt(20) == 0)
                .build();
        for (int times = random.nextInt(15) == 0 ? 2 : 1; times > 0; times--) {
            service.impression(seller, impression);
            oracle.impression(seller, impression);
        }
        if (!impression.getInvalidTraffic()) {
            shown.add(impression);
            showers.add(seller);
        }
    }

    /** One that was shown, maybe days ago, turns out to be invalid traffic; some verdicts come twice, some too late. */
    private void judge() {
        int which = random.nextInt(random.nextInt(4) == 0 ? 1 + shown.size() / 20 : shown.size());
        Impression impression = shown.get(which);
        if (impression.getTime() < now - BucketOracle.CORRECTION_HORIZON
                && oracle.isJudged(impression.getImpressionId())) {
            return; // whether its id is remembered is nobody's business any more
        }
        IvtVerdict verdict = IvtVerdict.newBuilder()
                .setImpressionId(impression.getImpressionId())
                .setSurface(impression.getSurface())
                .setViewable(impression.getViewable())
                .setBucket(impression.getBucket())
                .setTime(impression.getTime())
                .setJudgedAt(now)
                .build();
        for (int times = random.nextInt(3) == 0 ? 2 : 1; times > 0; times--) {
            service.send(Topics.IVT_VERDICTS, showers.get(which), verdict, now);
            oracle.invalidated(impression, now);
        }
    }

    private Impression.Builder impression(int bucket, long time) {
        ids++;
        return Impression.newBuilder()
                .setImpressionId("i" + ids)
                .setRequestId("r" + ids)
                .setItemId("item")
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setViewable(true)
                .setBucket(bucket)
                .setTime(time);
    }

    /** A line is paid, or one that was paid, or will be, is turned back, whole or in part; some records come twice. */
    private void sell() {
        if (!paid.isEmpty() && random.nextInt(4) == 0) {
            turnBack();
            return;
        }
        String seller = merchant(random.nextInt(MERCHANTS));
        OrderLine line = line(random.nextInt(1001) - 1, 1 + random.nextInt(900));
        if (random.nextInt(10) == 0) {
            line.setCurrency("USD");
        }
        if (random.nextInt(20) == 0) {
            order(
                    seller,
                    OrderLine.newBuilder(line).setStatus(OrderStatus.REFUNDED).build());
        }
        for (int times = random.nextInt(20) == 0 ? 2 : 1; times > 0; times--) {
            order(seller, line);
        }
        paid.add(line);
        sellers.add(seller);
    }

    /** Often it is one of the oldest that are still remembered, and sometimes one that is older. */
    private void turnBack() {
        int oldest = 0;
        while (oldest < paid.size() - 1 && paid.get(oldest).getTime() < now - BucketOracle.LINE_SPAN) {
            oldest++;
        }
        int which = switch (random.nextInt(6)) {
            case 0 -> random.nextInt(oldest + 1);
            case 1, 2 -> oldest;
            default -> oldest + random.nextInt(paid.size() - oldest);
        };
        OrderLine line = paid.get(which);
        boolean isCancelled = random.nextBoolean();
        long amount = isCancelled && random.nextBoolean() ? 0 : random.nextInt((int) line.getAmount() + 200);
        OrderLine back = OrderLine.newBuilder(line)
                .setStatus(isCancelled ? OrderStatus.CANCELLED : OrderStatus.REFUNDED)
                .setAmount(amount)
                .setTime(now)
                .build();
        order(sellers.get(which), back);
    }

    private OrderLine line(int bucket, long amount) {
        ids++;
        return OrderLine.newBuilder()
                .setOrderId("o" + ids)
                .setLineId("1")
                .setStatus(OrderStatus.PAID)
                .setQuantity(1 + random.nextInt(3))
                .setAmount(amount)
                .setCurrency("CNY")
                .setAttribution(new Attribution("i" + ids, null, Surface.FEED, bucket, now))
                .setTime(now)
                .build();
    }

    private void order(String seller, OrderLine line) {
        service.order(seller, line);
        oracle.order(seller, line, now);
    }

    private static String merchant(int number) {
        return "merchant-" + number;
    }

    private static SizeClass size(String merchant) {
        return SIZES.get(Integer.parseInt(merchant.substring(merchant.indexOf('-') + 1)) % SIZES.size());
    }

    private Programme programme(String id, BucketRange holdout, String who) {
        LocalizedText reason = new LocalizedText("条件", "A condition.");
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(1)
                .setName(new LocalizedText("计划", id))
                .setStartsAt(start - DAY)
                .setTimeZone(time.zone().getId())
                .setPool(1_000)
                .setFloor(1)
                .setCap(100)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(holdout)
                .setEligibility(List.of(new Clause("size", who, reason, UnknownPolicy.NOT_MET, 0L)))
                .build();
    }

    private final class Listening implements WholeService.Outputs {
        @Override
        public void take(Topic<?> topic, String key, SpecificRecord value, long time) {
            if (value instanceof PoolReport report) {
                counters.put(report.getTask(), report.getCounters());
            }
        }

        @Override
        public void take(Topic<?> topic, String key, String text) {
            if (topic == Topics.DEAD_LETTERS) {
                refused.add(key + " " + text);
            }
        }

        @Override
        public void uplift(String key, Uplift row) {
            Uplift before = rows.put(key, row);
            assertThat(row.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}

package io.tributary.demo.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.demo.experiment.BucketOracle.Count;
import io.tributary.demo.same.WholeService;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.experiment.v1.Uplift;
import io.tributary.experiment.v1.UpliftDenominator;
import io.tributary.experiment.v1.UpliftFigure;
import io.tributary.experiment.v1.UpliftMetric;
import io.tributary.experiment.v1.UpliftSubject;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From events to what support caused, through the real topologies with two merchant tasks that are restarted: equal to what a plain oracle
 * makes of the raw events, over a month's end.
 */
class UpliftOracleTest {
    private static final long MINUTE = 60_000;
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 28);
    private static final LocalDate SECOND = FIRST.plusDays(1);
    private static final long MIDNIGHT =
            SECOND.atStartOfDay(WholeService.ZONE).toInstant().toEpochMilli();
    private static final long START =
            FIRST.atTime(20, 0).atZone(WholeService.ZONE).toInstant().toEpochMilli();
    private static final List<SizeClass> SIZES = List.of(SizeClass.MICRO, SizeClass.SMALL, SizeClass.LARGE);
    private static final Predicate<String> FARM = merchant -> size(merchant) == SizeClass.MICRO;
    private static final Predicate<String> TOWN = merchant -> size(merchant) != SizeClass.LARGE;
    private static final int MERCHANTS = 12;

    @TempDir
    Path folder;

    private final Random random = new Random(20);
    private final BucketOracle oracle = new BucketOracle(WholeService.ZONE);
    private final Map<String, Uplift> rows = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<OrderLine> paid = new ArrayList<>();
    private final List<String> sellers = new ArrayList<>();
    private final List<Impression> shown = new ArrayList<>();
    private final List<String> showers = new ArrayList<>();
    private int ids;
    private long now = START;

    private WholeService service() {
        WholeService service = new WholeService(
                folder, START, new WholeService.Clockwork(MINUTE, 4 * MINUTE, 10 * MINUTE, 0), 2, new Listening());
        service.programme(programme("farm", new BucketRange(0, 100), "merchant.sizeClass == 'MICRO'"));
        service.programme(programme("town", new BucketRange(50, 250), "merchant.sizeClass in ['MICRO', 'SMALL']"));
        for (int merchant = 0; merchant < MERCHANTS; merchant++) {
            String id = merchant(merchant);
            service.profile(MerchantProfile.newBuilder()
                    .setMerchantId(id)
                    .setSizeClass(size(id))
                    .setJoinedAt(START - 30 * 24 * 60 * MINUTE)
                    .setUpdatedAt(START)
                    .build());
        }
        for (int beat = 0; beat < 5; beat++) {
            beat(service);
        }
        return service;
    }

    @Test
    void shouldEqualWhatTheRawEventsSay() {
        try (WholeService service = service()) {
            for (int minute = 0; minute < 5 * 60; minute++) {
                for (int i = 0; i < 40; i++) {
                    show(service);
                }
                for (int i = 0; i < 10; i++) {
                    sell(service);
                }
                judge(service);
                if (minute == 200) {
                    service.restart();
                }
                beat(service);
            }
            for (int minute = 0; minute < 10; minute++) {
                beat(service);
            }
            assertThat(refused).isEmpty();
            for (LocalDate day : List.of(FIRST, SECOND)) {
                long start = day.atStartOfDay(WholeService.ZONE).toInstant().toEpochMilli();
                check(rows.get("farm/1/ALL/DAY/" + start), FARM, day, bucket -> bucket < 100, bucket -> bucket >= 100);
                check(
                        rows.get("town/1/ALL/DAY/" + start),
                        TOWN,
                        day,
                        bucket -> bucket >= 50 && bucket < 250,
                        bucket -> bucket < 50 || bucket >= 250);
                check(
                        rows.get("ALL/0/ALL/DAY/" + start),
                        TOWN,
                        day,
                        bucket -> bucket >= 50 && bucket < 100,
                        bucket -> bucket >= 250);
            }
            long firstDay = FIRST.atStartOfDay(WholeService.ZONE).toInstant().toEpochMilli();
            assertThat(rows.get("farm/1/ALL/DAY/" + firstDay).getStatus())
                    .as("orders of the day before were turned back after it was final")
                    .isEqualTo(WindowStatus.RESTATED);
            Uplift toDate = rows.get("farm/1/ALL/TO_DATE/" + firstDay);
            assertThat(figure(toDate, UpliftSubject.SUPPORTED, UpliftMetric.EXPOSURES, UpliftDenominator.BUCKET_DAY)
                            .getTreatment())
                    .isEqualTo(exposures("farm/1/ALL/DAY/" + firstDay) + exposures("farm/1/ALL/DAY/" + MIDNIGHT));
        }
    }

    private long exposures(String row) {
        return figure(rows.get(row), UpliftSubject.SUPPORTED, UpliftMetric.EXPOSURES, UpliftDenominator.BUCKET_DAY)
                .getTreatment();
    }

    /** Orders that half as many again come of in treated buckets: the interval holds that, and not nothing. */
    @Test
    void shouldFindAPlantedEffect() {
        try (WholeService service = service()) {
            for (int minute = 0; minute < 3 * 60; minute++) {
                for (int i = 0; i < 100; i++) {
                    int bucket = random.nextInt(1000);
                    String seller = merchant(random.nextInt(MERCHANTS));
                    Impression impression = impression(bucket, now).build();
                    service.impression(seller, impression);
                    boolean isTreated = FARM.test(seller) && bucket >= 100;
                    if (random.nextDouble() < (isTreated ? 0.45 : 0.3)) {
                        order(service, seller, line(OrderStatus.PAID, bucket, 500, now));
                    }
                }
                beat(service);
            }
            Uplift row = rows.get("farm/1/ALL/DAY/" + (MIDNIGHT - 24 * 60 * MINUTE));
            assertThat(row.getWithheld()).isNull();
            UpliftFigure orders =
                    figure(row, UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS, UpliftDenominator.TRAFFIC);
            // A third of the exposures are of the farm's merchants: 1000 / 3 * .15 orders more a thousand of all.
            assertThat(50.0).isBetween(orders.getLow95(), orders.getHigh95());
            assertThat(orders.getLow95()).isPositive();
            assertThat(orders.getAlwaysLow95()).isLessThan(orders.getLow95());
            UpliftFigure others =
                    figure(row, UpliftSubject.OTHERS, UpliftMetric.NET_ORDERS, UpliftDenominator.BUCKET_DAY);
            assertThat(0.0).as("others are not touched").isBetween(others.getLow95(), others.getHigh95());
        }
    }

    private void check(
            Uplift row, Predicate<String> group, LocalDate day, IntPredicate holdout, IntPredicate treatment) {
        assertThat(row).isNotNull();
        Count[] all = oracle.counts(any -> true, day, "CNY");
        Count[] members = oracle.counts(TOWN, day, "CNY");
        Count[] supported = oracle.counts(group, day, "CNY");
        double days = (row.getCountedUntil() - row.getWindowStart()) / (24.0 * 60 * MINUTE);
        Map<UpliftMetric, ToLongFunction<Count>> metrics = Map.of(
                UpliftMetric.EXPOSURES, Count::exposures,
                UpliftMetric.NET_ORDERS, Count::orders,
                UpliftMetric.UNITS, Count::units,
                UpliftMetric.NET_SALES, Count::sales);
        metrics.forEach((metric, count) -> {
            double[] ones = new double[1000];
            double[] shown = new double[1000];
            double[] counts = new double[1000];
            double[] others = new double[1000];
            for (int bucket = 0; bucket < 1000; bucket++) {
                ones[bucket] = days;
                shown[bucket] = all[bucket].exposures() / 1000.0;
                counts[bucket] = count.applyAsLong(supported[bucket]);
                others[bucket] = count.applyAsLong(all[bucket]) - count.applyAsLong(members[bucket]);
            }
            String what = row.getProgrammeId() + " " + day + " " + metric;
            check(
                    what,
                    figure(row, UpliftSubject.SUPPORTED, metric, UpliftDenominator.BUCKET_DAY),
                    counts,
                    ones,
                    holdout,
                    treatment);
            check(
                    what,
                    figure(row, UpliftSubject.SUPPORTED, metric, UpliftDenominator.TRAFFIC),
                    counts,
                    shown,
                    holdout,
                    treatment);
            check(
                    what,
                    figure(row, UpliftSubject.OTHERS, metric, UpliftDenominator.BUCKET_DAY),
                    others,
                    ones,
                    holdout,
                    treatment);
        });
    }

    private static void check(
            String what,
            UpliftFigure figure,
            double[] numerators,
            double[] denominators,
            IntPredicate holdout,
            IntPredicate treatment) {
        double[] treated = arm(numerators, denominators, treatment);
        double[] heldOut = arm(numerators, denominators, holdout);
        assertThat((double) figure.getTreatment()).as(what).isEqualTo(treated[0]);
        assertThat((double) figure.getHoldout()).as(what).isEqualTo(heldOut[0]);
        assertThat(figure.getDifference()).as(what).isCloseTo(treated[1] - heldOut[1], within(1e-6));
        double error = Math.sqrt(treated[2] + heldOut[2]);
        assertThat(figure.getStandardError()).as(what).isCloseTo(error, within(1e-6 + error * 1e-9));
    }

    /** Sum of the numerators, ratio of the sums, and the ratio's variance by the delta method. */
    private static double[] arm(double[] numerators, double[] denominators, IntPredicate arm) {
        int size = 0;
        double numerator = 0;
        double denominator = 0;
        for (int bucket = 0; bucket < 1000; bucket++) {
            if (arm.test(bucket)) {
                size++;
                numerator += numerators[bucket];
                denominator += denominators[bucket];
            }
        }
        double ratio = numerator / denominator;
        double squares = 0;
        for (int bucket = 0; bucket < 1000; bucket++) {
            if (arm.test(bucket)) {
                squares += Math.pow(numerators[bucket] - ratio * denominators[bucket], 2);
            }
        }
        double mean = denominator / size;
        return new double[] {numerator, ratio, squares / (size - 1) / size / (mean * mean)};
    }

    private static UpliftFigure figure(
            Uplift row, UpliftSubject subject, UpliftMetric metric, UpliftDenominator denominator) {
        return row.getFigures().stream()
                .filter(each -> each.getSubject() == subject
                        && each.getMetric() == metric
                        && each.getDenominator() == denominator
                        && (each.getCurrency().isEmpty() || each.getCurrency().equals("CNY")))
                .findFirst()
                .orElseThrow();
    }

    private void show(WholeService service) {
        String seller = merchant(random.nextInt(MERCHANTS));
        long late = random.nextInt(10) == 0 ? random.nextInt(3 * (int) MINUTE) : 0;
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

    /** One that was shown, maybe yesterday, turns out to be invalid traffic; some verdicts come twice. */
    private void judge(WholeService service) {
        int which = random.nextInt(shown.size());
        Impression impression = shown.get(which);
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
        }
        oracle.invalidated(impression.getImpressionId());
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
    private void sell(WholeService service) {
        if (!paid.isEmpty() && random.nextInt(4) == 0) {
            int which = random.nextInt(paid.size());
            OrderLine line = paid.get(which);
            boolean isCancelled = random.nextBoolean();
            long amount = isCancelled && random.nextBoolean() ? 0 : random.nextInt((int) line.getAmount() + 200);
            OrderLine back = OrderLine.newBuilder(line)
                    .setStatus(isCancelled ? OrderStatus.CANCELLED : OrderStatus.REFUNDED)
                    .setAmount(amount)
                    .setTime(now)
                    .build();
            order(service, sellers.get(which), back);
            return;
        }
        String seller = merchant(random.nextInt(MERCHANTS));
        OrderLine line = line(OrderStatus.PAID, random.nextInt(1001) - 1, 1 + random.nextInt(900), now);
        if (random.nextInt(10) == 0) {
            line.setCurrency("USD");
        }
        if (random.nextInt(20) == 0) {
            OrderLine early =
                    OrderLine.newBuilder(line).setStatus(OrderStatus.REFUNDED).build();
            order(service, seller, early);
        }
        order(service, seller, line);
        if (random.nextInt(20) == 0) {
            order(service, seller, line);
        }
        paid.add(line);
        sellers.add(seller);
    }

    private OrderLine line(OrderStatus status, int bucket, long amount, long time) {
        ids++;
        return OrderLine.newBuilder()
                .setOrderId("o" + ids)
                .setLineId("1")
                .setStatus(status)
                .setQuantity(1 + random.nextInt(3))
                .setAmount(amount)
                .setCurrency("CNY")
                .setAttribution(new Attribution("i" + ids, null, Surface.FEED, bucket, time))
                .setTime(time)
                .build();
    }

    private void order(WholeService service, String seller, OrderLine line) {
        service.order(seller, line);
        oracle.order(seller, line);
    }

    private void beat(WholeService service) {
        now += MINUTE;
        service.beat(now);
    }

    private static String merchant(int number) {
        return "merchant-" + number;
    }

    private static SizeClass size(String merchant) {
        return SIZES.get(Integer.parseInt(merchant.substring(merchant.indexOf('-') + 1)) % SIZES.size());
    }

    private static Programme programme(String id, BucketRange holdout, String who) {
        LocalizedText reason = new LocalizedText("条件", "A condition.");
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(1)
                .setName(new LocalizedText("计划", id))
                .setStartsAt(START - 24 * 60 * MINUTE)
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
            // the other outputs have tests of their own
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
}

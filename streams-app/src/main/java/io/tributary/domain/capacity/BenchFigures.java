package io.tributary.domain.capacity;

import io.tributary.domain.capacity.Figure.Level;
import io.tributary.domain.merchant.MerchantPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a deployment is reckoned from, each with the command that measures it anew: {@code deploy/bench/RESULTS.md} has the whole tables.
 * They were measured on 2 x AMD EPYC with Kafka 4.3.1; machines half as quick took up to 1.7 times as long, which is what is most.
 */
public final class BenchFigures {
    private static final String SCALE = "scripts/bench --only scale --rounds 2";
    private static final String ENDURANCE = "scripts/bench --only endurance";
    private static final String THROUGHPUT = "scripts/bench --only limit,tributary,dsl --rounds 5";

    /** Processor time of the merchant role for an event, by the merchants of an instance: each size is in another cache. */
    private static final List<Step> EVENT = List.of(
            new Step(1_000, event("1,000", 0.85, 0.88, 1.5)),
            new Step(10_000, event("10,000", 1.06, 1.07, 1.8)),
            new Step(100_000, event("100,000", 1.12, 1.17, 2.0)),
            new Step(1_000_000, event("1,000,000", 1.57, 1.60, 2.7)));

    static final Figure THREAD_SHARE = new Figure(
            "of it in the stream thread, which is what bounds a partition",
            "share",
            0.62,
            0.68,
            0.70,
            "processor time by thread, RESULTS.md, Where the time goes, eighth day");

    static final Figure PROGRAMMES =
            new Figure("with 100 programmes for 1", "times", 1.00, 1.04, 1.10, SCALE + ", 10,000 merchants");

    static final Figure VISIT = new Figure(
            "a beat's visit of a merchant: a minute that ends, a directive that is issued again",
            "us",
            8.7,
            9.7,
            11.9,
            SCALE + ", beats by active merchants");

    static final Figure BROKER_EVENT = new Figure(
            "brokers for an event: read by the service, and what it writes; one replica, without what producers cost",
            "us",
            0.18,
            0.24,
            0.41,
            THROUGHPUT);

    static final Figure MERCHANT_HEAP =
            new Figure("heap for a merchant", "bytes", 678, 977, 1_350, SCALE + ", memory by merchants");

    static final Figure ID_HEAP = new Figure(
            "memory for the id of an impression, ten minutes long",
            "bytes",
            24,
            27,
            32,
            "layout of the deduplication window; scripts/bench kernels -prof gc EventBenchmark");

    static final Figure HEAP_BASE = new Figure("heap of an instance without merchants", "MiB", 117, 151, 200, SCALE);

    static final Figure HEAP_ROOM = new Figure(
            "heap for what is used after collections",
            "times",
            1.5,
            2.0,
            3.0,
            "collections of the endurance run: 1.1 of 4 GB");

    static final Figure OFF_HEAP = new Figure(
            "resident memory beside the heap: RocksDB, code, threads",
            "MiB",
            171,
            294,
            400,
            SCALE + ", resident less -Xmx");

    static final Figure MERCHANT_DISK =
            new Figure("disk for a merchant, its open windows included", "bytes", 246, 446, 573, ENDURANCE);

    static final Figure ID_DISK = new Figure(
            "disk and changelog for the id of an impression",
            "bytes",
            16,
            16,
            32,
            "its layout; twice before compaction");

    static final Figure SETTLED_DISK = new Figure(
            "disk for a merchant's hours and days that can be restated, " + days(MerchantPolicy.RESTATE_MILLIS)
                    + " long: impressions in one, five or all hours of each day",
            "bytes",
            3_400,
            10_000,
            42_000,
            "METRICS.md, How late a correction may come");

    static final Figure ORDER_DISK = new Figure(
            "disk for what is known of an order line, " + days(MerchantPolicy.ORDER_SPAN_MILLIS) + " long",
            "bytes",
            35,
            50,
            75,
            "its layout and key");

    static final Figure RESTORE_MERCHANT = new Figure(
            "reading a merchant back from the changelog, seven records before compaction",
            "us",
            12,
            15,
            46,
            "scripts/bench --only recovery, 1,000,000 merchants; most while others took a part of the machine");

    static final Figure RESTORE_RECORD = new Figure(
            "reading another record back: an order line, an hour or a day of a surface and arm",
            "us",
            1.7,
            2.0,
            6.0,
            "the same rows, which are 7,200,000 records; not measured by themselves");

    static final Figure EVENT_BYTES = new Figure(
            "an impression on its topic",
            "bytes",
            60,
            130,
            250,
            "records of the bench, uncompressed; compression halves them");

    static final Figure ROW_BYTES = new Figure(
            "a row of conversion-metrics or a record of the changelog",
            "bytes",
            120,
            200,
            350,
            "estimate, not measured");

    /** Of a merchant's minute that had traffic. */
    static final Figure MINUTE_RECORDS = new Figure(
            "records that end a minute of a merchant", "", 3, 4, 6, "two rows and two records, RESULTS.md, Scale");

    private BenchFigures() {}

    private static String days(long millis) {
        return TimeUnit.MILLISECONDS.toDays(millis) + " days";
    }

    private record Step(long merchants, Figure figure) {}

    private static Figure event(String merchants, double least, double typical, double most) {
        return new Figure("an event, " + merchants + " merchants an instance", "us", least, typical, most, SCALE);
    }

    /** All of them, for printing. */
    public static List<Figure> all() {
        List<Figure> all = new ArrayList<>();
        EVENT.forEach(step -> all.add(step.figure));
        all.addAll(List.of(
                THREAD_SHARE,
                PROGRAMMES,
                VISIT,
                BROKER_EVENT,
                MERCHANT_HEAP,
                ID_HEAP,
                HEAP_BASE,
                HEAP_ROOM,
                OFF_HEAP,
                MERCHANT_DISK,
                ID_DISK,
                SETTLED_DISK,
                ORDER_DISK,
                RESTORE_MERCHANT,
                RESTORE_RECORD,
                EVENT_BYTES,
                ROW_BYTES,
                MINUTE_RECORDS));
        return all;
    }

    /**
     * Processor time of an event, us: between two sizes that were measured it rises with the logarithm of the merchants; beyond them it is
     * that of the next one.
     */
    static double eventMicros(double merchants, Level level) {
        Step below = EVENT.get(0);
        for (Step above : EVENT) {
            if (merchants <= above.merchants) {
                if (above == below) {
                    return above.figure.at(level);
                }
                double share =
                        Math.log(merchants / below.merchants) / Math.log((double) above.merchants / below.merchants);
                return below.figure.at(level) + share * (above.figure.at(level) - below.figure.at(level));
            }
            below = above;
        }
        return below.figure.at(level);
    }
}

package io.tributary.domain.capacity;

import io.tributary.domain.capacity.Figure.Level;
import io.tributary.domain.merchant.MerchantPolicy;

/**
 * How large a deployment has to be at one level of the figures. The formulas:
 *
 * <pre>
 *   service cores  = (events/s * us(event) * programmes + active/min / 60 * us(visit) + supported / 150 s * us(visit)) / utilisation
 *   partitions     = the most of: events/s * us(event) * thread share / utilisation, merchants / 500,000, 2 an instance;
 *                    three times that, since it can never be changed, up to the next multiple of 12, at most 1,024
 *   instances      = service cores / cores an instance, at least 2
 *   heap           = (base + merchants * bytes + events/s * 600 s * bytes(id)) * room, of an instance when one is away
 *   disk           = merchants * (bytes + bytes(restatable)) + events/s * 600 s * bytes(id) + orders/s * 32 days * bytes(line),
 *                    with each standby once more
 *   restore        = merchants * us + (merchants * bytes(restatable) / 56 + orders/s * 32 days) * us(record), of an instance
 *   broker cores   = events/s * us * replication / utilisation                 (a replica is taken to cost as much as the first)
 *   broker bytes   = events/s * bytes(event) + events/s * bytes(id) + active/min / 60 * records * bytes(row)
 *   network in     = bytes * replication;  network out = bytes * replication + standbys * changelog
 * </pre>
 *
 * @param partitions for merchant.partitions
 * @param instances of the merchant role
 * @param threads for each instance's setting threads
 * @param serviceCores processors of all instances
 * @param heapMib heap of an instance
 * @param memoryMib memory of an instance
 * @param diskGib local disk of an instance
 * @param brokerCores processors of all brokers
 * @param networkInMib what all brokers take in, MiB/s
 * @param networkOutMib what all brokers give out, MiB/s
 * @param brokerDiskGib what all brokers keep
 * @param restoreSeconds what an instance takes whose disk is lost, until it has read its state from the changelog
 * @param costPerMillion price of a million events, service and brokers' processors, memory of the service, and disks
 */
public record CapacityPlan(
        int partitions,
        int instances,
        int threads,
        double serviceCores,
        double heapMib,
        double memoryMib,
        double diskGib,
        double brokerCores,
        double networkInMib,
        double networkOutMib,
        double brokerDiskGib,
        double restoreSeconds,
        double costPerMillion) {
    private static final double MIB = 1L << 20;
    private static final double GIB = 1L << 30;
    private static final double MICROS = 1e6;
    private static final double ID_SECONDS = MerchantPolicy.IMPRESSION_SPAN_MILLIS / 1000.0;
    /** For lines whose last status is their payment. */
    private static final double ORDER_SECONDS = MerchantPolicy.ORDER_SPAN_MILLIS / 1000.0;
    /** Half of directive.ttl.ms: when a directive is issued again. */
    private static final double REFRESH_SECONDS = 150;
    /** Of a task: what it takes to read it back, and to visit all. */
    private static final double MERCHANTS_A_PARTITION = 500_000;
    /** Of an hour or a day of one surface and arm, with its key. */
    private static final double SETTLED_RECORD_BYTES = 56;

    private static final int GROWTH = 3;
    private static final int DIVISIBLE = 12;
    private static final int MOST_PARTITIONS = 1_024;
    private static final double HOURS_A_MONTH = 730;

    /** The plan for a demand, reckoned with one level of all figures. */
    public static CapacityPlan of(Demand demand, Sizing sizing, Level level) {
        int instances = 2;
        double cores = serviceCores(demand, sizing, instances, level);
        while (instances * (double) sizing.coresPerInstance() < cores) {
            instances++;
            cores = serviceCores(demand, sizing, instances, level);
        }
        int partitions = partitions(demand, sizing, instances, level);
        double heap = heap(demand, instances, level);
        double memory = heap + BenchFigures.OFF_HEAP.at(level) * MIB;
        double disk = disk(demand, sizing, level) / instances;
        double brokerCores = demand.eventsPerSecond()
                * BenchFigures.BROKER_EVENT.at(level)
                / MICROS
                * sizing.replication()
                / sizing.utilisation();
        double changelog = demand.eventsPerSecond() * BenchFigures.ID_DISK.at(level) + minuteBytes(demand, level) / 2;
        double bytes = demand.eventsPerSecond() * BenchFigures.EVENT_BYTES.at(level)
                + demand.eventsPerSecond() * BenchFigures.ID_DISK.at(level)
                + minuteBytes(demand, level);
        double kept = sizing.replication()
                * demand.eventsPerSecond()
                * BenchFigures.EVENT_BYTES.at(level)
                * demand.retentionHours()
                * 3_600;
        double hour = (cores + brokerCores) * sizing.coreHour()
                + instances * memory / GIB * sizing.gibHour()
                + (instances * disk + kept) / GIB * sizing.diskGibMonth() / HOURS_A_MONTH;
        return new CapacityPlan(
                partitions,
                instances,
                threads(sizing, partitions, instances, level),
                cores,
                heap / MIB,
                memory / MIB,
                disk / GIB,
                brokerCores,
                bytes * sizing.replication() / MIB,
                (bytes * sizing.replication() + sizing.standbys() * changelog) / MIB,
                kept / GIB,
                restoreSeconds(demand, level) / instances,
                hour / (demand.eventsPerSecond() * 3_600.0 / 1e6));
    }

    private static double serviceCores(Demand demand, Sizing sizing, int instances, Level level) {
        double programmes = demand.programmes() == 1
                ? 1
                : 1 + (BenchFigures.PROGRAMMES.at(level) - 1) * Math.log10(demand.programmes()) / 2;
        double events = demand.eventsPerSecond() * eventMicros(demand, instances, level) * programmes;
        double visits = (demand.activeInAMinute() / 60 + demand.merchants() * demand.supportedShare() / REFRESH_SECONDS)
                * BenchFigures.VISIT.at(level);
        return (events + visits) / MICROS / sizing.utilisation();
    }

    private static double eventMicros(Demand demand, int instances, Level level) {
        return BenchFigures.eventMicros((double) demand.merchants() / instances, level);
    }

    private static int partitions(Demand demand, Sizing sizing, int instances, Level level) {
        double busy = demand.eventsPerSecond()
                * eventMicros(demand, instances, level)
                * BenchFigures.THREAD_SHARE.at(level)
                / MICROS
                / sizing.utilisation();
        double least = Math.max(Math.max(busy, demand.merchants() / MERCHANTS_A_PARTITION), 2.0 * instances);
        return (int) Math.min(MOST_PARTITIONS, DIVISIBLE * Math.ceil(GROWTH * least / DIVISIBLE));
    }

    /** As many as the stream threads' part of the processors, and no more than there are tasks. */
    private static int threads(Sizing sizing, int partitions, int instances, Level level) {
        int busy = (int) Math.max(1, Math.floor(sizing.coresPerInstance() * BenchFigures.THREAD_SHARE.at(level)));
        return Math.min(busy, Math.max(1, partitions / instances));
    }

    /** Bytes of an instance when another one is away. */
    private static double heap(Demand demand, int instances, Level level) {
        double used = demand.merchants() * BenchFigures.MERCHANT_HEAP.at(level)
                + demand.eventsPerSecond() * ID_SECONDS * BenchFigures.ID_HEAP.at(level);
        return (BenchFigures.HEAP_BASE.at(level) * MIB + used / (instances - 1)) * BenchFigures.HEAP_ROOM.at(level);
    }

    /** Bytes of all instances. */
    private static double disk(Demand demand, Sizing sizing, Level level) {
        double once = demand.merchants() * (BenchFigures.MERCHANT_DISK.at(level) + BenchFigures.SETTLED_DISK.at(level))
                + demand.eventsPerSecond() * ID_SECONDS * BenchFigures.ID_DISK.at(level)
                + orderLines(demand) * BenchFigures.ORDER_DISK.at(level);
        return once * (1 + sizing.standbys());
    }

    /** That are remembered. */
    private static double orderLines(Demand demand) {
        return demand.eventsPerSecond() * demand.orderShare() * ORDER_SECONDS;
    }

    /** To read all state from the changelog, one record after the other. */
    private static double restoreSeconds(Demand demand, Level level) {
        double settled = demand.merchants() * BenchFigures.SETTLED_DISK.at(level) / SETTLED_RECORD_BYTES;
        double micros = demand.merchants() * BenchFigures.RESTORE_MERCHANT.at(level)
                + (settled + orderLines(demand)) * BenchFigures.RESTORE_RECORD.at(level);
        return micros / MICROS;
    }

    /** Bytes a second that end minutes: rows and records of the changelog. */
    private static double minuteBytes(Demand demand, Level level) {
        return demand.activeInAMinute() / 60 * BenchFigures.MINUTE_RECORDS.at(level) * BenchFigures.ROW_BYTES.at(level);
    }
}

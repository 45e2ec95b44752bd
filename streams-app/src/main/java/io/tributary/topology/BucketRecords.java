package io.tributary.topology;

import io.tributary.common.v1.Stage;
import io.tributary.domain.BucketRange;
import io.tributary.domain.experiment.BucketCounts;
import io.tributary.domain.experiment.BucketGroup;
import io.tributary.domain.experiment.BucketReport;
import io.tributary.domain.experiment.BucketScope;
import io.tributary.experiment.v1.BucketAmount;
import io.tributary.experiment.v1.BucketCount;
import io.tributary.experiment.v1.BucketSums;
import java.util.ArrayList;
import java.util.List;

/** What merchant tasks count by bucket, between the domain and records of bucket-sums. */
public final class BucketRecords {
    private static final BucketRange NO_BUCKETS = new BucketRange(0, 0);

    private BucketRecords() {}

    /** The key of a group's records. */
    public static String key(BucketGroup group) {
        return group.scope() == BucketScope.PROGRAMME
                ? group.programmeId()
                : group.scope().name();
    }

    /**
     * @param task merchant partition
     * @param complete whether it is the task's last of its time
     */
    public static BucketSums record(int task, BucketReport report, boolean complete) {
        BucketGroup group = report.group();
        boolean isOfProgramme = group.scope() == BucketScope.PROGRAMME;
        BucketSums record = new BucketSums();
        record.setTask(task);
        record.setTime(report.time());
        record.setScope(
                io.tributary.experiment.v1.BucketScope.valueOf(group.scope().name()));
        record.setProgrammeId(group.programmeId());
        record.setVersion(group.version());
        record.setStage(Stage.valueOf(group.stage().name()));
        record.setHoldout(
                isOfProgramme
                        ? new io.tributary.common.v1.BucketRange(
                                group.holdout().from(), group.holdout().to())
                        : null);
        record.setDayStart(report.dayStart());
        record.setDayEnd(report.dayEnd());
        record.setFirst(report.first());
        record.setComplete(complete);
        record.setBuckets(buckets(report.counts()));
        return record;
    }

    private static List<BucketCount> buckets(BucketCounts counts) {
        List<BucketCount> buckets = new ArrayList<>();
        for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
            if (!counts.isEmpty(bucket)) {
                buckets.add(new BucketCount(
                        bucket,
                        counts.exposures(bucket),
                        counts.orders(bucket),
                        counts.units(bucket),
                        sales(counts, bucket)));
            }
        }
        return buckets;
    }

    private static List<BucketAmount> sales(BucketCounts counts, int bucket) {
        List<BucketAmount> sales = new ArrayList<>();
        for (String currency : counts.currencies()) {
            long amount = counts.sales(bucket, currency);
            if (amount != 0) {
                sales.add(new BucketAmount(currency, amount));
            }
        }
        return sales;
    }

    /**
     * What a record reports.
     *
     * @throws InvalidRecordException when this version does not know whose it is
     */
    public static BucketReport report(BucketSums record) {
        BucketCounts counts = new BucketCounts();
        for (BucketCount each : record.getBuckets()) {
            counts.exposed(each.getBucket(), each.getExposures());
            counts.ordered(each.getBucket(), each.getOrders(), each.getUnits());
            each.getSales().forEach(sale -> counts.sold(each.getBucket(), sale.getCurrency(), sale.getAmount()));
        }
        return new BucketReport(
                record.getFirst(), record.getTime(), group(record), record.getDayStart(), record.getDayEnd(), counts);
    }

    private static BucketGroup group(BucketSums record) {
        return switch (record.getScope()) {
            case MERCHANTS -> BucketGroup.MERCHANTS;
            case MEMBERS -> BucketGroup.MEMBERS;
            case PROGRAMME ->
                new BucketGroup(
                        BucketScope.PROGRAMME,
                        record.getProgrammeId(),
                        record.getVersion(),
                        io.tributary.domain.Stage.valueOf(record.getStage().name()),
                        record.getHoldout() == null
                                ? NO_BUCKETS
                                : new BucketRange(
                                        record.getHoldout().getFrom(),
                                        record.getHoldout().getTo()));
            case UNKNOWN ->
                throw new InvalidRecordException(
                        "scope: is none that this version knows; upgrade this service if it is a new one");
        };
    }
}

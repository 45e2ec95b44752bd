package io.tributary.topology.rollup;

import io.tributary.domain.Stage;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.rollup.DayEvents;
import io.tributary.domain.rollup.DayFigures;
import io.tributary.domain.rollup.DayGroup;
import io.tributary.domain.rollup.DayGroups;
import io.tributary.domain.rollup.DayMember.Window;
import io.tributary.domain.rollup.DayPaths;
import io.tributary.domain.rollup.GroupBy;
import io.tributary.domain.rollup.Standing;
import io.tributary.metrics.v1.GroupDimension;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.MerchantDay;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.StageChange;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.Withholding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A programme's day, as records. */
final class DayRecords {
    private final Window day;
    private final long time;
    private final int revision;
    private final WindowStatus status;
    private final long threshold;

    DayRecords(Window day, long time, int revision, WindowStatus status, long threshold) {
        this.day = day;
        this.time = time;
        this.revision = revision;
        this.status = status;
        this.threshold = threshold;
    }

    static Standing.Place place(MerchantDay told) {
        return new Standing.Place(told.getRegionCode(), told.getSizeClass().name());
    }

    static Standing.Period period(MerchantDay told) {
        return new Standing.Period(
                told.getPeriodEnd(),
                told.getTime(),
                Stage.valueOf(told.getStage().name()),
                told.getFloor(),
                told.getGranted(),
                told.getSpent());
    }

    ProgrammeDay day(DayFigures figures, DayPaths paths, Map<List<Stage>, Long> stageChanges, DayEvents events) {
        ProgrammeDay record = new ProgrammeDay();
        record.setProgrammeId(day.programmeId());
        record.setWindowStart(day.start());
        record.setWindowEnd(day.end());
        record.setTime(time);
        record.setRevision(revision);
        record.setStatus(status());
        record.setThreshold(threshold);
        record.setWithheld(figures.isWithheld());
        set(record, figures.uptake());
        set(record, figures.delivery());
        set(record, figures.fairness());
        record.setSupportedOrders(figures.supported().orders());
        record.setSupportedRefunds(figures.supported().refunds());
        record.setOtherOrders(figures.others().orders());
        record.setOtherRefunds(figures.others().refunds());
        record.setStageChanges(stageChanges(figures, stageChanges));
        record.setSupportedComplaints(figures.supported().complaints());
        record.setOtherComplaints(figures.others().complaints());
        record.setExposuresWithoutPersonalisation(
                figures.supported().withoutPersonalisation() + figures.others().withoutPersonalisation());
        set(record, paths);
        set(record, events);
        return record;
    }

    private static void set(ProgrammeDay record, DayFigures.Uptake uptake) {
        record.setEligible(uptake.eligible());
        record.setGrantedMerchants(uptake.granted());
        record.setSupported(uptake.supported());
        record.setCoverage(uptake.coverage());
    }

    private static void set(ProgrammeDay record, DayFigures.Delivery delivery) {
        record.setGranted(delivery.granted());
        record.setSpent(delivery.spent());
        record.setUtilisation(delivery.utilisation());
        record.setOverDelivery(delivery.overDelivery());
        record.setFloorMerchants(delivery.floors().merchants());
        record.setFloorsMet(delivery.floors().met());
        record.setFloorAttainment(delivery.floors().attainment());
        record.setPacingErrorMedian(delivery.pacingError().median());
        record.setPacingErrorP95(delivery.pacingError().high());
    }

    private static void set(ProgrammeDay record, DayFigures.Fairness fairness) {
        record.setGini(fairness.gini());
        record.setBottomHalfShare(fairness.bottomHalfShare());
        record.setExposures(fairness.exposures());
        record.setExposureGini(fairness.exposureGini());
        record.setExposureBottomHalfShare(fairness.exposureBottomHalfShare());
        record.setSupportedExposureShare(fairness.supportedExposureShare());
    }

    private void set(ProgrammeDay record, DayPaths paths) {
        record.setFirstOrderMerchants(paths.merchants());
        record.setFirstOrders(paths.ordered());
        record.setFirstOrderMedianDays(paths.merchants() < threshold ? null : paths.medianDays());
        record.setNoticed(paths.noticed());
        record.setRead(paths.read());
        record.setApplied(paths.applied());
        record.setEverGranted(paths.granted());
        record.setEverUsed(paths.charged());
    }

    private static void set(ProgrammeDay record, DayEvents events) {
        record.setGraduated(events.graduated());
        record.setSurvivalTold(events.survivalTold());
        record.setSurvived(events.survived());
        record.setSurvivalRate(events.survivalRate());
        DayEvents.Coupons coupons = events.coupons();
        record.setCouponsIssued(coupons.issued());
        record.setCouponsClaimed(coupons.claimed());
        record.setCouponsUsed(coupons.used());
        record.setCouponsExpired(coupons.expired());
        record.setCouponExposures(coupons.exposures());
        record.setCouponExposuresUsed(coupons.exposuresUsed());
    }

    private static List<StageChange> stageChanges(DayFigures figures, Map<List<Stage>, Long> changes) {
        List<StageChange> records = new ArrayList<>();
        for (Stage from : Stage.values()) {
            for (Stage to : Stage.values()) {
                Long merchants = changes.get(List.of(from, to));
                if (merchants != null && !figures.isWithheld()) {
                    records.add(new StageChange(stage(from), stage(to), merchants));
                }
            }
        }
        return records;
    }

    private static io.tributary.common.v1.Stage stage(Stage stage) {
        return io.tributary.common.v1.Stage.valueOf(stage.name());
    }

    GroupMetric group(DayGroups.Published published) {
        GroupMetric record = new GroupMetric();
        record.setProgrammeId(day.programmeId());
        record.setWindowSize(WindowSize.DAY);
        record.setWindowStart(day.start());
        record.setWindowEnd(day.end());
        record.setDimension(GroupDimension.valueOf(published.by().name()));
        record.setValue(published.group().value());
        record.setParent(published.group().parent());
        record.setTime(time);
        record.setRevision(revision);
        record.setStatus(status());
        record.setWithheld(Withholding.valueOf(published.withholding().name()));
        record.setThreshold(threshold);
        boolean isPublished = published.withholding() == io.tributary.domain.rollup.Withholding.NONE;
        record.setArms(isPublished ? RollupRecords.arms(published.group().arms()) : List.of());
        if (isPublished) {
            set(record, published);
        }
        return record;
    }

    private static void set(GroupMetric record, DayGroups.Published published) {
        DayGroup group = published.group();
        record.setMerchants(group.merchants());
        if (published.by() != GroupBy.SURFACE) {
            record.setEligible(group.eligible());
            record.setSupported(group.supported());
            record.setGranted(group.granted());
            record.setFloorMerchants(group.floorMerchants());
            record.setFloorsMet(group.floorsMet());
        }
    }

    private io.tributary.metrics.v1.WindowStatus status() {
        return io.tributary.metrics.v1.WindowStatus.valueOf(status.name());
    }
}

package io.tributary.topology.merchant;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.domain.merchant.PeriodStanding;
import io.tributary.domain.metric.Cell;
import io.tributary.domain.metric.Labels;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.metric.MetricWindow;
import io.tributary.domain.metric.Rates;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.metrics.v1.Charged;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Membership;
import io.tributary.metrics.v1.MerchantDay;
import io.tributary.metrics.v1.Sales;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.topology.EnumFields;
import io.tributary.topology.SalesRecords;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Rows of merchants' windows, as records. */
final class MetricRecords {
    private static final EnumFields<Measure> MEASURES =
            EnumFields.all(Measure.class, ConversionMetric.getClassSchema());

    private final String zone;

    MetricRecords(ZoneId metricZone) {
        this.zone = metricZone.getId();
    }

    /**
     * Makes a row.
     *
     * @param labels as of the window's end
     */
    ConversionMetric row(String merchantId, Labels labels, MetricWindow window, Cell cell, WindowStatus status) {
        ConversionMetric row = new ConversionMetric();
        row.setMerchantId(merchantId);
        row.setWindowSize(WindowSize.valueOf(window.size().name()));
        row.setWindowStart(window.start());
        row.setWindowEnd(window.end());
        row.setTimeZone(zone);
        row.setSurface(Surface.valueOf(cell.surface().name()));
        row.setArm(Arm.valueOf(cell.arm().name()));
        row.setStatus(io.tributary.metrics.v1.WindowStatus.valueOf(status.name()));
        row.setRevision(cell.revision());
        MEASURES.write(row, cell::count);
        row.setSales(sales(cell));
        row.setProgrammes(programmes(cell.membership()));
        row.setMemberships(memberships(cell.membership()));
        row.setChargedTo(chargedTo(cell));
        row.setRegionCode(labels.regionCode());
        row.setSizeClass(sizeClass(labels));
        row.setTags(labels.tagsAt(window.end()));
        long exposures = cell.count(Measure.EXPOSURES);
        long orders = cell.count(Measure.ORDERS);
        row.setOrdersPerExposure(Rates.perExposure(orders, exposures));
        row.setNetOrdersPerExposure(Rates.perExposure(orders - cell.count(Measure.REFUNDS), exposures));
        return row;
    }

    /** @param time epoch milliseconds */
    static MerchantDay day(String merchantId, PeriodStanding standing, long time) {
        MerchantDay day = new MerchantDay();
        day.setMerchantId(merchantId);
        day.setProgrammeId(standing.programmeId());
        day.setVersion(standing.version());
        day.setStage(Stage.valueOf(standing.stage().name()));
        day.setPeriodStart(standing.span().periodStart());
        day.setPeriodEnd(standing.span().periodEnd());
        day.setWindowStart(standing.span().dayStart());
        day.setWindowEnd(standing.span().dayEnd());
        day.setTime(time);
        day.setFloor(standing.floor());
        day.setGranted(standing.granted());
        day.setSpent(standing.spent());
        day.setRegionCode(standing.labels().regionCode());
        day.setSizeClass(sizeClass(standing.labels()));
        return day;
    }

    private static SizeClass sizeClass(Labels labels) {
        return labels.sizeClass().isEmpty() ? SizeClass.UNKNOWN : SizeClass.valueOf(labels.sizeClass());
    }

    private static List<String> programmes(io.tributary.domain.metric.Membership membership) {
        return membership.terms().stream()
                .map(io.tributary.domain.metric.Membership.Terms::programmeId)
                .toList();
    }

    private static List<Membership> memberships(io.tributary.domain.metric.Membership membership) {
        return membership.terms().stream()
                .map(each -> new Membership(
                        each.programmeId(),
                        each.version(),
                        Stage.valueOf(each.stage().name())))
                .toList();
    }

    private static List<Charged> chargedTo(Cell cell) {
        List<Charged> charged = new ArrayList<>(cell.chargedTo().size());
        cell.chargedTo().forEach((programmeId, exposures) -> charged.add(new Charged(programmeId, exposures)));
        return charged;
    }

    private static List<Sales> sales(Cell cell) {
        List<Sales> sales = new ArrayList<>(cell.sales().size());
        long exposures = cell.count(Measure.EXPOSURES);
        cell.sales().forEach((currency, money) -> sales.add(SalesRecords.of(currency, money, exposures)));
        return sales;
    }
}

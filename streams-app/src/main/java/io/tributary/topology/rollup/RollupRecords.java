package io.tributary.topology.rollup;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.metric.Money;
import io.tributary.domain.metric.Rates;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.rollup.GroupTotals;
import io.tributary.domain.rollup.MerchantRows;
import io.tributary.domain.rollup.Standing;
import io.tributary.domain.rollup.Totals;
import io.tributary.metrics.v1.ArmTotals;
import io.tributary.metrics.v1.Charged;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Sales;
import io.tributary.state.v1.RollupGroupState;
import io.tributary.state.v1.RollupMoney;
import io.tributary.state.v1.RollupRow;
import io.tributary.state.v1.RollupRowsState;
import io.tributary.state.v1.RollupTotals;
import io.tributary.topology.EnumFields;
import io.tributary.topology.SalesRecords;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The roll-up between records, what is stored, and the domain. */
final class RollupRecords {
    /** What is rolled up. */
    private static final EnumFields<Measure> MEASURES = EnumFields.known(Measure.class, ArmTotals.getClassSchema());

    private static final EnumFields<Measure> ROWS = MEASURES.in(ConversionMetric.getClassSchema());
    private static final Map<String, Measure> BY_NAME =
            Measure.ALL.stream().collect(Collectors.toMap(EnumFields::name, Function.identity()));

    private RollupRecords() {}

    static MerchantRows.Slot slot(ConversionMetric row) {
        return new MerchantRows.Slot(
                Surface.valueOf(row.getSurface().name()),
                Arm.valueOf(row.getArm().name()),
                row.getMemberships().stream()
                        .map(each -> each.getProgrammeId() + "/" + each.getVersion() + "/" + each.getStage())
                        .collect(Collectors.joining(",")));
    }

    /** Where its merchant counts. */
    static Standing.Place place(ConversionMetric row) {
        return new Standing.Place(row.getRegionCode(), row.getSizeClass().name());
    }

    /** The programmes that a row is about: those the merchant was in, and those that were charged though it had left. */
    static Set<String> programmes(ConversionMetric row) {
        Set<String> programmes = new LinkedHashSet<>(row.getProgrammes());
        row.getChargedTo().forEach(each -> programmes.add(each.getProgrammeId()));
        return programmes;
    }

    /**
     * What a row adds to a programme. Charges are those of the programme; all else is of its members, and is counted under each of the
     * programmes that they were in.
     */
    static MerchantRows.Row row(ConversionMetric row, String programmeId) {
        return new MerchantRows.Row(
                row.getRevision(),
                status(row),
                row.getProgrammes().contains(programmeId)
                        ? totals(row, charged(row, programmeId))
                        : new Totals(Map.of(Measure.CHARGED, charged(row, programmeId)), Map.of()));
    }

    private static long charged(ConversionMetric row, String programmeId) {
        return row.getChargedTo().stream()
                .filter(each -> each.getProgrammeId().equals(programmeId))
                .mapToLong(Charged::getExposures)
                .sum();
    }

    /** What this version does not know is not known to be settled. */
    private static WindowStatus status(ConversionMetric row) {
        return switch (row.getStatus()) {
            case PROVISIONAL, UNKNOWN -> WindowStatus.PROVISIONAL;
            case FINAL -> WindowStatus.FINAL;
            case RESTATED -> WindowStatus.RESTATED;
        };
    }

    private static Totals totals(ConversionMetric row, long charged) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        ROWS.read(row, (measure, count) -> counts.put(measure, count.longValue()));
        counts.put(Measure.CHARGED, charged);
        Map<String, Money> sales = new HashMap<>();
        for (Sales sale : row.getSales()) {
            sales.put(sale.getCurrency(), new Money(sale.getGross(), sale.getRefunded(), sale.getRefundedInWindow()));
        }
        return new Totals(counts, sales);
    }

    static List<ArmTotals> arms(Map<Arm, Totals> sums) {
        List<ArmTotals> arms = new ArrayList<>();
        sums.forEach((arm, totals) -> {
            List<Sales> sales = new ArrayList<>();
            new TreeMap<>(totals.sales())
                    .forEach((currency, money) ->
                            sales.add(SalesRecords.of(currency, money, totals.count(Measure.EXPOSURES))));
            ArmTotals record = new ArmTotals();
            record.setArm(io.tributary.common.v1.Arm.valueOf(arm.name()));
            MEASURES.write(record, totals::count);
            record.setSales(sales);
            long exposures = totals.count(Measure.EXPOSURES);
            long orders = totals.count(Measure.ORDERS);
            record.setOrdersPerExposure(Rates.perExposure(orders, exposures));
            record.setNetOrdersPerExposure(Rates.perExposure(orders - totals.count(Measure.REFUNDS), exposures));
            arms.add(record);
        });
        return arms;
    }

    static RollupGroupState group(GroupTotals group) {
        Map<String, RollupTotals> arms = new HashMap<>();
        group.arms().forEach((arm, totals) -> arms.put(arm.name(), totals(totals)));
        return new RollupGroupState(
                group.windowEnd(),
                group.merchants(),
                group.revision(),
                group.changed(),
                arms,
                group.settled().provisional(),
                group.settled().restated());
    }

    static GroupTotals group(RollupGroupState state) {
        Map<Arm, Totals> arms = new EnumMap<>(Arm.class);
        state.getArms().forEach((arm, totals) -> arms.put(Arm.valueOf(arm), totals(totals)));
        GroupTotals.Settled settled = new GroupTotals.Settled(state.getProvisional(), state.getRestated());
        return new GroupTotals(state.getWindowEnd(), arms, settled, state.getMerchants(), state.getRevision())
                .changed(state.getChanged());
    }

    static RollupRowsState rows(MerchantRows rows) {
        List<RollupRow> kept = new ArrayList<>();
        rows.rows()
                .forEach((slot, row) -> kept.add(new RollupRow(
                        slot.surface().name(),
                        slot.arm().name(),
                        row.revision(),
                        totals(row.totals()),
                        slot.membership(),
                        row.status().name())));
        return new RollupRowsState(kept, rows.place().regionCode(), rows.place().sizeClass());
    }

    static MerchantRows rows(RollupRowsState state) {
        MerchantRows rows = new MerchantRows();
        rows.place(new Standing.Place(state.getRegionCode(), state.getSizeClass()));
        for (RollupRow row : state.getRows()) {
            rows.restore(
                    new MerchantRows.Slot(
                            Surface.valueOf(row.getSurface()), Arm.valueOf(row.getArm()), row.getMembership()),
                    new MerchantRows.Row(
                            row.getRevision(), WindowStatus.valueOf(row.getStatus()), totals(row.getTotals())));
        }
        return rows;
    }

    private static RollupTotals totals(Totals totals) {
        Map<String, RollupMoney> sales = new HashMap<>();
        totals.sales()
                .forEach((currency, money) -> sales.put(
                        currency, new RollupMoney(money.gross(), money.refunded(), money.refundedInWindow())));
        Map<String, Long> counts = new HashMap<>();
        totals.counts().forEach((measure, count) -> counts.put(EnumFields.name(measure), count));
        return new RollupTotals(counts, sales);
    }

    private static Totals totals(RollupTotals state) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        state.getCounts().forEach((name, count) -> {
            // One that a newer service counts is not known here.
            if (BY_NAME.containsKey(name)) {
                counts.put(BY_NAME.get(name), count);
            }
        });
        Map<String, Money> sales = new HashMap<>();
        state.getSales()
                .forEach((currency, money) -> sales.put(
                        currency, new Money(money.getGross(), money.getRefunded(), money.getRefundedInWindow())));
        return new Totals(counts, sales);
    }
}

package io.tributary.topology;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.rollup.GroupTotals;
import io.tributary.domain.rollup.MerchantRows;
import io.tributary.domain.rollup.Totals;
import io.tributary.metrics.v1.ArmTotals;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Sales;
import io.tributary.state.v1.RollupGroupState;
import io.tributary.state.v1.RollupMoney;
import io.tributary.state.v1.RollupRow;
import io.tributary.state.v1.RollupRowsState;
import io.tributary.state.v1.RollupTotals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The roll-up between records, what is stored, and the domain. */
final class RollupRecords {
    private RollupRecords() {}

    static MerchantRows.Slot slot(ConversionMetric row) {
        return new MerchantRows.Slot(
                Surface.valueOf(row.getSurface().name()),
                Arm.valueOf(row.getArm().name()));
    }

    static MerchantRows.Row row(ConversionMetric row) {
        Map<String, Totals.Money> sales = new HashMap<>();
        for (Sales sale : row.getSales()) {
            sales.put(sale.getCurrency(), new Totals.Money(sale.getGross(), sale.getRefunded()));
        }
        return new MerchantRows.Row(
                row.getRevision(),
                new Totals(
                        row.getImpressions(),
                        row.getExposures(),
                        row.getCharged(),
                        row.getOrders(),
                        row.getRefunds(),
                        sales));
    }

    static List<ArmTotals> arms(GroupTotals group) {
        List<ArmTotals> arms = new ArrayList<>();
        group.arms().forEach((arm, totals) -> {
            List<Sales> sales = new ArrayList<>();
            new TreeMap<>(totals.sales())
                    .forEach((currency, money) -> sales.add(new Sales(currency, money.gross(), money.refunded())));
            arms.add(new ArmTotals(
                    io.tributary.common.v1.Arm.valueOf(arm.name()),
                    totals.impressions(),
                    totals.exposures(),
                    totals.charged(),
                    totals.orders(),
                    totals.refunds(),
                    sales));
        });
        return arms;
    }

    static RollupGroupState group(GroupTotals group) {
        Map<String, RollupTotals> arms = new HashMap<>();
        group.arms().forEach((arm, totals) -> arms.put(arm.name(), totals(totals)));
        return new RollupGroupState(group.windowEnd(), group.merchants(), group.revision(), group.changed(), arms);
    }

    static GroupTotals group(RollupGroupState state) {
        Map<Arm, Totals> arms = new EnumMap<>(Arm.class);
        state.getArms().forEach((arm, totals) -> arms.put(Arm.valueOf(arm), totals(totals)));
        return new GroupTotals(
                state.getWindowEnd(), arms, state.getMerchants(), state.getRevision(), state.getChanged());
    }

    static RollupRowsState rows(MerchantRows rows) {
        List<RollupRow> kept = new ArrayList<>();
        rows.rows()
                .forEach((slot, row) -> kept.add(
                        new RollupRow(slot.surface().name(), slot.arm().name(), row.revision(), totals(row.totals()))));
        return new RollupRowsState(kept);
    }

    static MerchantRows rows(RollupRowsState state) {
        MerchantRows rows = new MerchantRows();
        for (RollupRow row : state.getRows()) {
            rows.restore(
                    new MerchantRows.Slot(Surface.valueOf(row.getSurface()), Arm.valueOf(row.getArm())),
                    new MerchantRows.Row(row.getRevision(), totals(row.getTotals())));
        }
        return rows;
    }

    private static RollupTotals totals(Totals totals) {
        Map<String, RollupMoney> sales = new HashMap<>();
        totals.sales()
                .forEach((currency, money) -> sales.put(currency, new RollupMoney(money.gross(), money.refunded())));
        return new RollupTotals(
                totals.impressions(), totals.exposures(), totals.charged(), totals.orders(), totals.refunds(), sales);
    }

    private static Totals totals(RollupTotals state) {
        Map<String, Totals.Money> sales = new HashMap<>();
        state.getSales()
                .forEach((currency, money) ->
                        sales.put(currency, new Totals.Money(money.getGross(), money.getRefunded())));
        return new Totals(
                state.getImpressions(),
                state.getExposures(),
                state.getCharged(),
                state.getOrders(),
                state.getRefunds(),
                sales);
    }
}

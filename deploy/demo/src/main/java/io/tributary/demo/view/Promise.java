package io.tributary.demo.view;

import io.tributary.demo.client.GrantBook.Balance;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that support is held to, and what came of it.
 *
 * @param name short name
 * @param what what is measured
 * @param limit what must not be exceeded
 * @param figure what was measured, over all programmes and days
 * @param unit PERCENT or COUNT
 */
public record Promise(String name, String what, double limit, double figure, Unit unit) {
    private static final double MEDIAN_ERROR = 0.01;
    private static final double P95_ERROR = 0.05;
    private static final double P99_OVER = 0.01;
    private static final double CONVERSION_LOSS = 0.01;

    /** How a figure is read. */
    public enum Unit {
        PERCENT,
        COUNT
    }

    /** Whether it was kept; what could not be measured was not. */
    public boolean isKept() {
        return figure <= limit;
    }

    /**
     * All promises.
     *
     * @param balances every grant of every period
     * @param total all days together
     */
    static List<Promise> all(List<Balance> balances, List<ProgrammeResult> programmes, DayResult total) {
        List<Promise> promises = new ArrayList<>();
        promises.add(percent(
                "errorMedian",
                "|spent - grant| / grant of a merchant and day, median",
                MEDIAN_ERROR,
                Figures.quantile(balances, Balance::error, 0.5)));
        promises.add(percent(
                "errorP95",
                "the same, 95 of 100 are below",
                P95_ERROR,
                Figures.quantile(balances, Balance::error, 0.95)));
        promises.add(percent(
                "overP99",
                "beyond the grant, 99 of 100 are below",
                P99_OVER,
                Figures.quantile(balances, Balance::overDelivery, 0.99)));
        promises.add(new Promise(
                "floorsMissed",
                "merchants and days below the guaranteed floor",
                0,
                programmes.stream().mapToLong(ProgrammeResult::floorsMissed).sum(),
                Unit.COUNT));
        // A programme without a budget promises nothing here.
        programmes.stream()
                .mapToDouble(ProgrammeResult::relevanceOfBudget)
                .filter(part -> !Double.isNaN(part))
                .max()
                .ifPresent(worst -> promises.add(percent(
                        "relevanceOfBudget", "relevance lost, of the programme's budget, worst day", 1, worst)));
        promises.add(percent(
                "conversionLoss",
                "net orders per page below those without support",
                CONVERSION_LOSS,
                -total.conversionChange()));
        return promises;
    }

    private static Promise percent(String name, String what, double limit, double figure) {
        return new Promise(name, what, limit, figure, Unit.PERCENT);
    }
}

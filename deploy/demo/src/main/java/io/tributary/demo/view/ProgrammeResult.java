package io.tributary.demo.view;

import io.tributary.demo.client.GrantBook.Balance;
import io.tributary.demo.client.Scoreboard;
import io.tributary.metrics.v1.Pacing;
import java.util.ArrayList;
import java.util.List;

/**
 * One programme's period in figures; shares and errors as parts of 1, not a number where nothing was observed.
 *
 * @param programmeId the programme
 * @param periodStart epoch milliseconds UTC
 * @param pool exposures of the period
 * @param granted sum of grants in the ledger
 * @param spent sum of exposures charged in the ledger
 * @param error |spent - granted| / granted of the sums
 * @param merchantErrorMedian median over merchants of |spent - grant| / grant
 * @param merchantErrorP95 the same, 95 % of merchants are below
 * @param overDeliveryP99 99 % of merchants got at most this part of their grant on top of it
 * @param overDeliveryMax the worst merchant
 * @param members enrolled merchants
 * @param treatmentShare members' share of exposures in buckets with boost
 * @param holdoutShare members' share in buckets held out
 * @param lift treatmentShare / holdoutShare - 1
 * @param treatmentOrdersPer1000 members' net paid order lines per 1,000 exposures with boost
 * @param holdoutOrdersPer1000 the same in buckets held out
 */
public record ProgrammeResult(
        String programmeId,
        long periodStart,
        long pool,
        long granted,
        long spent,
        double error,
        double merchantErrorMedian,
        double merchantErrorP95,
        double overDeliveryP99,
        double overDeliveryMax,
        long members,
        double treatmentShare,
        double holdoutShare,
        double lift,
        double treatmentOrdersPer1000,
        double holdoutOrdersPer1000) {
    private static final double PER = 1_000;

    static ProgrammeResult of(Scoreboard board, String programmeId, long periodStart) {
        Pacing pacing = board.pacing(programmeId, periodStart);
        List<Balance> balances = board.grants().balances(programmeId, periodStart);
        long granted = balances.stream().mapToLong(Balance::granted).sum();
        long spent = balances.stream().mapToLong(Balance::spent).sum();
        double treatment = Figures.ratio(pacing.getTreatmentExposures(), pacing.getTreatmentTotal());
        double holdout = Figures.ratio(pacing.getHoldoutExposures(), pacing.getHoldoutTotal());
        return new ProgrammeResult(
                programmeId,
                periodStart,
                pacing.getPool(),
                granted,
                spent,
                Figures.ratio(Math.abs(spent - granted), granted),
                Figures.quantile(balances, Balance::error, 0.5),
                Figures.quantile(balances, Balance::error, 0.95),
                Figures.quantile(balances, Balance::overDelivery, 0.99),
                Figures.quantile(balances, Balance::overDelivery, 1),
                pacing.getMembers(),
                treatment,
                holdout,
                treatment / holdout - 1,
                Figures.ratio(PER * pacing.getTreatmentOrders(), pacing.getTreatmentExposures()),
                Figures.ratio(PER * pacing.getHoldoutOrders(), pacing.getHoldoutExposures()));
    }

    /** All periods of all programmes that began within the span. */
    public static List<ProgrammeResult> all(Scoreboard board, long fromMillis, long untilMillis) {
        List<ProgrammeResult> results = new ArrayList<>();
        for (String programme : board.programmes()) {
            for (long period : board.periods(programme)) {
                if (period >= fromMillis && period < untilMillis) {
                    results.add(of(board, programme, period));
                }
            }
        }
        return results;
    }
}

package io.tributary.demo.view;

import io.tributary.demo.client.GrantBook.Balance;
import io.tributary.demo.client.Scoreboard;
import io.tributary.metrics.v1.Pacing;
import io.tributary.programmes.v1.Programme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
 * @param floor exposures guaranteed to each
 * @param floorsMet merchants that got them
 * @param floorsMissed merchants that did not
 * @param passedOn exposures taken from grants of merchants that could not have used them, for others
 * @param relevanceLoss mean loss of relevance per exposure in buckets with boost, in units of the ranker's score
 * @param relevanceBudget its limit, 0: none
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
        long floor,
        long floorsMet,
        long floorsMissed,
        long passedOn,
        double relevanceLoss,
        double relevanceBudget,
        long members,
        double treatmentShare,
        double holdoutShare,
        double lift,
        double treatmentOrdersPer1000,
        double holdoutOrdersPer1000) {
    private static final double PER = 1_000;

    /** Part of the relevance budget that was used; not a number where there is none. */
    public double relevanceOfBudget() {
        return relevanceBudget > 0 ? relevanceLoss / relevanceBudget : Double.NaN;
    }

    static ProgrammeResult of(Scoreboard board, String programmeId, long periodStart, long floor) {
        Pacing pacing = board.pacing(programmeId, periodStart);
        List<Balance> balances = board.grants().balances(programmeId, periodStart);
        long granted = balances.stream().mapToLong(Balance::granted).sum();
        long spent = balances.stream().mapToLong(Balance::spent).sum();
        long floorsMet =
                balances.stream().filter(balance -> balance.spent() >= floor).count();
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
                floor,
                floorsMet,
                balances.size() - floorsMet,
                balances.stream().mapToLong(Balance::passedOn).sum(),
                pacing.getRelevanceLoss(),
                pacing.getRelevanceBudget(),
                pacing.getMembers(),
                treatment,
                holdout,
                treatment / holdout - 1,
                Figures.ratio(PER * pacing.getTreatmentOrders(), pacing.getTreatmentExposures()),
                Figures.ratio(PER * pacing.getHoldoutOrders(), pacing.getHoldoutExposures()));
    }

    /**
     * All periods of all programmes that began within the span.
     *
     * @param rules floors are theirs: what the ledger grants may be less where a floor is out of reach
     */
    public static List<ProgrammeResult> all(
            Scoreboard board, List<Programme> rules, long fromMillis, long untilMillis) {
        Map<String, Long> floors =
                rules.stream().collect(Collectors.toMap(Programme::getProgrammeId, Programme::getFloor));
        List<ProgrammeResult> results = new ArrayList<>();
        for (String programme : board.programmes()) {
            for (long period : board.periods(programme)) {
                if (period >= fromMillis && period < untilMillis) {
                    results.add(of(board, programme, period, floors.getOrDefault(programme, 0L)));
                }
            }
        }
        return results;
    }
}

package io.tributary.demo.view;

import io.tributary.demo.client.GrantBook.Balance;
import io.tributary.demo.client.Scoreboard;
import io.tributary.demo.marketplace.Tally;
import io.tributary.pool.v1.TaskCounters;
import java.util.List;

/**
 * What a demo run came to.
 *
 * @param requests pages shown
 * @param impressions items shown
 * @param exposures exposures the service counted
 * @param charged exposures it charged to grants
 * @param relevanceLoss mean score lost per shown item against pages without boosts, in units of the ranker's score
 * @param relativeRelevanceLoss the same as a part of the unboosted score
 * @param ordersPer1000 net paid order lines per 1,000 exposures over all merchants
 * @param sent what the marketplace sent beside the plain truth
 * @param counted what the service made of it
 * @param seconds wall time of the simulation
 * @param eventsPerSecond records sent per second of it
 * @param programmes figures per programme and period
 * @param days figures of shoppers per day
 * @param total the same of all days
 * @param promises what support is held to, and what came of it
 */
public record DemoResult(
        long seed,
        long requests,
        long impressions,
        long exposures,
        long charged,
        double relevanceLoss,
        double relativeRelevanceLoss,
        double ordersPer1000,
        Faults sent,
        Faults counted,
        double seconds,
        long eventsPerSecond,
        List<ProgrammeResult> programmes,
        List<DayResult> days,
        DayResult total,
        List<Promise> promises) {
    private static final double PER = 1_000;

    /** Records out of the ordinary. */
    public record Faults(long duplicates, long late, long unreadable) {}

    public static DemoResult of(
            long seed,
            Tally tally,
            Scoreboard board,
            TaskCounters counters,
            double seconds,
            long events,
            List<ProgrammeResult> programmes,
            List<DayResult> days,
            DayResult total) {
        List<Balance> balances = programmes.stream()
                .flatMap(each -> board.grants().balances(each.programmeId(), each.periodStart()).stream())
                .toList();
        return new DemoResult(
                seed,
                tally.requests(),
                tally.impressions(),
                counters.getExposures(),
                counters.getCharged(),
                tally.meanLoss(),
                tally.relativeLoss(),
                Figures.ratio(PER * (counters.getOrders() - counters.getRefunds()), counters.getExposures()),
                new Faults(tally.duplicates(), tally.late(), tally.corrupt()),
                new Faults(counters.getDuplicates(), counters.getLate(), board.deadLetters()),
                Math.round(seconds * 10) / 10.0,
                Math.round(events / seconds),
                programmes,
                days,
                total,
                Promise.all(balances, programmes, total));
    }
}

package io.tributary.replay;

import io.tributary.programmes.v1.Programme;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What came of one side of a dry run, added up. */
final class DryRunOutcome {
    private final Map<String, Long> exposures;
    private final Map<String, Sums> programmes = new TreeMap<>();
    private final Map<String, Long> supported = new HashMap<>();

    private static final class Sums {
        private int version;
        private long granted;
        private long spent;
        private long members;
        private long floorsReached;
        private double loss;
        private double lossPerExposure;
        private final Map<String, Long> byMerchant = new HashMap<>();
    }

    /** @param exposures by merchant */
    DryRunOutcome(Map<String, Long> exposures) {
        this.exposures = Map.copyOf(exposures);
    }

    void add(DryRunSide.Account account, DryRunSide.Balance balance, Programme programme) {
        Sums sums = sums(programme);
        sums.granted += balance.granted();
        sums.spent += balance.spent();
        sums.members++;
        sums.floorsReached += balance.spent() >= programme.getFloor() ? 1 : 0;
        sums.byMerchant.merge(account.merchantId(), balance.spent(), Long::sum);
        supported.merge(account.merchantId(), balance.spent(), Long::sum);
    }

    void lost(Programme programme, double sum, double perExposure) {
        Sums sums = sums(programme);
        sums.loss = sum;
        sums.lossPerExposure = perExposure;
    }

    private Sums sums(Programme programme) {
        Sums sums = programmes.computeIfAbsent(programme.getProgrammeId(), id -> new Sums());
        sums.version = programme.getVersion();
        return sums;
    }

    /** Figures by programme. */
    Map<String, DryRunResult.Figures> figures() {
        Map<String, DryRunResult.Figures> figures = new TreeMap<>();
        programmes.forEach((id, sums) -> figures.put(
                id,
                new DryRunResult.Figures(
                        sums.version,
                        sums.granted,
                        sums.spent,
                        sums.members,
                        sums.floorsReached,
                        gini(sums.byMerchant.values()),
                        sums.loss,
                        sums.lossPerExposure)));
        return figures;
    }

    Map<String, Long> exposures() {
        return exposures;
    }

    /** Exposures charged, by merchant. */
    Map<String, Long> supported() {
        return Map.copyOf(supported);
    }

    /**
     * How unequally something is shared: 0 when all have the same, towards 1 when one has all. The mean difference of two, by twice
     * the mean (Gini 1912).
     */
    static double gini(Collection<Long> shares) {
        long[] sorted = shares.stream().mapToLong(Long::longValue).sorted().toArray();
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            weighted += (i + 1.0) * sorted[i];
        }
        return sum == 0 ? 0 : (2 * weighted / sum - (sorted.length + 1)) / sorted.length;
    }
}

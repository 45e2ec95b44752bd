package io.tributary.domain.entity;

import io.tributary.domain.entity.Holding.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits exposures by weight among those who want them: min(demand, k · weight) for each, with the k at which all is given out or all have
 * what they want. What rounding leaves goes to the first ones that want more.
 */
final class Split {
    /** Whoever weighs nothing gets what the others leave. */
    private static final double LEAST_WEIGHT = 1e-6;

    private Split() {}

    /**
     * @param exposures to be split; nothing when negative
     * @return exposures for each claim, in their order: never more than it wants, and in sum never more than there are
     */
    static long[] of(long exposures, List<Claim> claims) {
        long[] shares = new long[claims.size()];
        List<Integer> order = new ArrayList<>();
        double weights = 0;
        for (int i = 0; i < shares.length; i++) {
            if (claims.get(i).demand() > 0) {
                order.add(i);
                weights += weight(claims.get(i));
            }
        }
        // Those who are satisfied first, first: what they leave is for the others.
        order.sort(Comparator.comparingDouble(i -> claims.get(i).demand() / weight(claims.get(i))));
        long left = Math.max(0, exposures);
        for (int i : order) {
            Claim claim = claims.get(i);
            double part = left * Math.min(1, weight(claim) / weights);
            shares[i] = Math.min(left, Math.min(claim.demand(), (long) part));
            left -= shares[i];
            weights -= weight(claim);
        }
        for (int i = 0; i < shares.length && left > 0; i++) {
            long more = Math.min(left, Math.max(0, claims.get(i).demand()) - shares[i]);
            shares[i] += more;
            left -= more;
        }
        return shares;
    }

    private static double weight(Claim claim) {
        return Math.max(LEAST_WEIGHT, claim.weight());
    }
}

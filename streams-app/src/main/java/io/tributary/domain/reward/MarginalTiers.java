package io.tributary.domain.reward;

import java.util.List;

/**
 * Relief by parts of sales, each at a rate of its own: a tier's rate is for what lies between the tier before and its own end.
 *
 * <pre>
 *   relief(sales) = sum over tiers of rate * (min(sales, upTo) - upTo of the tier before), where that is positive, rounded down
 * </pre>
 */
public record MarginalTiers(List<Tier> tiers) {
    public static final MarginalTiers NONE = new MarginalTiers(List.of());
    /** Rates are counted in millionths, so that no amount depends on how fractions are added up. */
    private static final long MILLION = 1_000_000;

    /**
     * A part of sales.
     *
     * @param upTo where it ends, minor units; {@link Long#MAX_VALUE} for the rest
     * @param rate what is waived of it, 0 to 1
     */
    public record Tier(long upTo, double rate) {
        public Tier {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate: is " + rate + ", must be 0 to 1");
            }
        }
    }

    public MarginalTiers {
        tiers = List.copyOf(tiers);
        long before = 0;
        for (Tier tier : tiers) {
            if (tier.upTo <= before) {
                throw new IllegalArgumentException(
                        "tiers: a tier ends at " + tier.upTo + ", must end after the one before, at " + before);
            }
            before = tier.upTo;
        }
    }

    /**
     * Relief for these sales, minor units; less than 0 counts as 0.
     *
     * @param sales minor units, at most 10^15: more is counted as so much
     */
    public long of(long sales) {
        long rest = Math.min(sales, 1_000_000_000_000_000L);
        long before = 0;
        long millionths = 0;
        long whole = 0;
        for (Tier tier : tiers) {
            long part = Math.min(rest, tier.upTo) - before;
            if (part <= 0) {
                break;
            }
            long rate = Math.round(tier.rate * MILLION);
            whole += part / MILLION * rate;
            millionths += part % MILLION * rate;
            before = tier.upTo;
        }
        return whole + millionths / MILLION;
    }
}

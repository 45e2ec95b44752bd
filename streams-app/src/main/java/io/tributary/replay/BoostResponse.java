package io.tributary.replay;

import io.tributary.domain.IdHash;
import io.tributary.events.v1.Impression;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.boost.AppliedBoost;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much more often an item is seen by its boost, and what that costs shoppers, as recorded traffic shows it.
 *
 * <p>An item with multiplier m is seen 1 + e (m - 1) times as often as without a boost. The e is what exposures per bucket of the
 * treatment are above those of the holdout, for merchants that are offered a boost, by their mean m - 1. As long as few were seen in
 * holdout buckets it is mostly 1.
 */
final class BoostResponse {
    /** Exposures in holdout buckets that the first guess counts for. */
    private static final double GUESSED_ON = 200;

    private static final double FIRST_GUESS = 1;
    private static final double MOST = 10;
    private static final double BUCKETS = 1000;
    private static final int LONGEST_ID = 200;

    private final Map<String, Programme> programmes = new HashMap<>();
    private double treatment;
    private double holdout;
    private double heldOut;
    private double excess;
    private long offers;
    private double loss;
    private double lossExcess;
    private double ranks;
    private double rankExcess;

    BoostResponse(Collection<Programme> inForce) {
        inForce.forEach(each -> programmes.put(each.getProgrammeId(), each));
    }

    /**
     * Learns from an impression as it was recorded.
     *
     * @param offered to its merchant outside of holdouts
     * @param boosted whether it was shown under a directive
     */
    void observe(Impression impression, AppliedBoost offered, boolean boosted) {
        boolean counts = impression.getViewable() && !impression.getInvalidTraffic() && impression.getBucket() >= 0;
        if (offered.isNone() || !counts) {
            return;
        }
        Programme programme = programmes.get(offered.programmeId());
        int from = programme.getHoldout().getFrom();
        int to = programme.getHoldout().getTo();
        if (impression.getBucket() >= from && impression.getBucket() < to) {
            holdout += BUCKETS / (to - from);
            heldOut++;
            return;
        }
        treatment += BUCKETS / (BUCKETS - to + from);
        excess += offered.multiplier() - 1;
        offers++;
        if (boosted) {
            cost(impression, offered.multiplier() - 1);
        }
    }

    private void cost(Impression impression, double above) {
        if (impression.getRelevanceLoss() != null) {
            loss += Math.max(0, impression.getRelevanceLoss());
            lossExcess += above;
        }
        if (impression.getBaseRank() != null && impression.getFinalRank() != null) {
            ranks += Math.max(0, impression.getBaseRank() - impression.getFinalRank());
            rankExcess += above;
        }
    }

    /** The e of the formula. */
    double perMultiplier() {
        if (holdout == 0 || excess == 0) {
            return FIRST_GUESS;
        }
        double measured = Math.min(MOST, Math.max(0, (treatment / holdout - 1) / (excess / offers)));
        return (heldOut * measured + GUESSED_ON * FIRST_GUESS) / (heldOut + GUESSED_ON);
    }

    /** How often an item is seen with this multiplier, where it would be seen once without a boost. */
    double of(double multiplier) {
        return 1 + perMultiplier() * (multiplier - 1);
    }

    /** Mean multiplier of those that were offered a boost, 1 before any was. */
    double usualMultiplier() {
        return offers == 0 ? 1 : 1 + excess / offers;
    }

    /** From 0 to 1, always the same for an impression. */
    double chance(String impressionId) {
        return (IdHash.first(impressionId) >>> 11) * 0x1.0p-53;
    }

    /**
     * An impression as it would have been.
     *
     * @param recorded multiplier that it was shown with, 1 for none
     * @param applied what is applied instead
     * @param copy 0 for itself, above for one more that the boost brings about
     */
    Impression under(Impression impression, double recorded, DryRunSide.Applied applied, int copy) {
        boolean same =
                recorded == applied.multiplier() && Objects.equals(impression.getDirectiveId(), applied.directiveId());
        if (same && copy == 0) {
            return impression;
        }
        Impression.Builder would = Impression.newBuilder(impression).setDirectiveId(applied.directiveId());
        if (copy > 0) {
            String id = impression.getImpressionId();
            would.setImpressionId(id.substring(0, Math.min(LONGEST_ID, id.length())) + "+" + copy);
        }
        double above = applied.multiplier() - 1;
        if (applied.isNone()) {
            would.setFinalRank(impression.getBaseRank()).setRelevanceLoss(null);
        } else if (impression.getDirectiveId() == null) {
            boost(impression, would, above);
        } else if (impression.getRelevanceLoss() != null && recorded > 1) {
            would.setRelevanceLoss(impression.getRelevanceLoss() * above / (recorded - 1));
        }
        return would.build();
    }

    /** One that was not boosted gains the ranks, and costs the relevance, that others gained and cost for each 1 of their boosts. */
    private void boost(Impression impression, Impression.Builder would, double above) {
        would.setRelevanceLoss(lossExcess == 0 ? null : Double.valueOf(above * loss / lossExcess));
        if (impression.getBaseRank() != null) {
            long gained = rankExcess == 0 ? 1 : Math.max(1, Math.round(above * ranks / rankExcess));
            would.setFinalRank((int) Math.max(0, impression.getBaseRank() - gained));
        }
    }
}

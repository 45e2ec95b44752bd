package io.tributary.schemas.boost;

import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.Boost;
import io.tributary.events.v1.ItemFacts;

/**
 * One programme's part of a merchant's directive, prepared for reading.
 *
 * @param scope null for all items
 */
record HeldBoost(
        String directiveId,
        String programmeId,
        int surfaces,
        int holdoutFrom,
        int holdoutTo,
        double need,
        double multiplier,
        double additive,
        double maxMultiplier,
        double maxAdditive,
        double admittedPermille,
        long seed,
        long safeUntil,
        HeldScope scope,
        boolean advertisement,
        boolean withoutPersonalisation,
        double shareOfPage) {

    static HeldBoost of(Boost boost) {
        int surfaces = 0;
        for (Surface surface : boost.getSurfaces()) {
            surfaces |= Scopes.bit(surface);
        }
        return new HeldBoost(
                boost.getDirectiveId(),
                boost.getProgrammeId(),
                surfaces,
                boost.getHoldout().getFrom(),
                boost.getHoldout().getTo(),
                boost.getNeed(),
                boost.getMultiplier(),
                boost.getAdditive(),
                boost.getMaxMultiplier(),
                boost.getMaxAdditive(),
                boost.getAdmitProbability() * 1000,
                seed(boost.getDirectiveId()),
                boost.getSafeUntil(),
                HeldScope.of(boost.getScope()),
                boost.getAdvertisement(),
                boost.getWithoutPersonalisation(),
                boost.getShareOfPage());
    }

    boolean allows(int surfaceBit, int bucket) {
        boolean heldOut = bucket >= holdoutFrom && bucket < holdoutTo;
        return (surfaces & surfaceBit) != 0 && !heldOut && admits(bucket);
    }

    /**
     * Whether it is for this item and this kind of request.
     *
     * @param item null where nothing is known of it
     * @param now service time, epoch milliseconds
     */
    boolean isFor(ItemFacts item, boolean personalised, long now) {
        return (personalised || withoutPersonalisation) && (scope == null || scope.covers(item, now));
    }

    /** What is applied of it. A boost of nothing is never asked for: if its directive were echoed, what gained nothing would be charged. */
    AppliedBoost applied(double multiplierNow, double additiveNow) {
        return new AppliedBoost(multiplierNow, additiveNow, directiveId, programmeId, advertisement, shareOfPage);
    }

    /** The multiplier at the strength of now, or as it was issued where no strength is known (NaN); at least 1. */
    double multiplierAt(double strength) {
        double value = Double.isNaN(strength) ? multiplier : 1 + strength * need;
        double limited = Math.min(value, maxMultiplier);
        return limited >= 1 ? limited : 1;
    }

    /** The additive part has the shape of the multiplier: it grows and shrinks with it, from what was issued. */
    double additiveAt(double multiplierNow) {
        double value = multiplier > 1 ? additive * (multiplierNow - 1) / (multiplier - 1) : additive;
        double limited = Math.min(value, maxAdditive);
        return limited >= 0 ? limited : 0;
    }

    /** The same request bucket gets the same answer on every host. */
    private boolean admits(int bucket) {
        return admittedPermille >= 1000 || draw(seed, bucket) < admittedPermille;
    }

    /** 0 to 999, as even as chance. */
    static long draw(long seed, int bucket) {
        return Long.remainderUnsigned(mix(seed + bucket), 1000);
    }

    static long seed(String directiveId) {
        long hash = 1125899906842597L;
        for (int i = 0; i < directiveId.length(); i++) {
            hash = 31 * hash + directiveId.charAt(i);
        }
        return mix(hash);
    }

    /** SplitMix64's finisher: every input bit changes about half of the output bits. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

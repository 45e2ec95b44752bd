package io.tributary.domain.reward;

import io.tributary.domain.Stage;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A merchant's missions and benefits, by programme. Most merchants have none, and share {@link #NONE}, which is never changed.
 */
public final class MerchantRewards {
    public static final MerchantRewards NONE = new MerchantRewards();

    private final List<ProgrammeRewards> parts = new ArrayList<>();

    /** What is to be stored of one programme's. */
    public record Part(
            String programmeId,
            long since,
            long lastNumber,
            List<String> once,
            List<MissionProgress.Snapshot> missions,
            List<GivenBenefit.Snapshot> benefits) {}

    private ProgrammeRewards of(String programmeId) {
        for (ProgrammeRewards each : parts) {
            if (each.programmeId().equals(programmeId)) {
                return each;
            }
        }
        return null;
    }

    /** Whether the merchant ever took part in a programme that has rewards, which is still there. */
    public boolean knows(String programmeId) {
        return of(programmeId) != null;
    }

    /**
     * Notes that the merchant takes part in a programme that has rewards.
     *
     * @param since epoch milliseconds
     * @return this one, or a new one in place of {@link #NONE}
     */
    public MerchantRewards with(String programmeId, long since) {
        MerchantRewards own = this == NONE ? new MerchantRewards() : this;
        own.parts.add(new ProgrammeRewards(programmeId, since));
        return own;
    }

    /**
     * Counts an event towards the missions of a programme in which the merchant takes part.
     *
     * @param zone in which the programme's days begin
     * @param time the event's, epoch milliseconds
     * @return whether there was one that it counts for
     */
    public boolean count(String programmeId, RewardRules rules, ZoneId zone, String type, long time, long quantity) {
        ProgrammeRewards part = of(programmeId);
        return part != null && part.count(rules, zone, type, time, quantity);
    }

    /** Accepts the oldest offer of this benefit, if there is one. */
    public void accept(String programmeId, String benefitId) {
        ProgrammeRewards part = of(programmeId);
        if (part != null) {
            part.accept(benefitId);
        }
    }

    /**
     * Counts sales; less than none where one was turned back.
     *
     * @param sales minor units
     * @param time of the payment, epoch milliseconds
     * @return whether that changed anything
     */
    public boolean sold(int orders, long sales, String currency, long time) {
        boolean counts = false;
        for (ProgrammeRewards each : parts) {
            counts |= each.sold(orders, sales, currency, time);
        }
        return counts;
    }

    /** Gives what is due by these rules to a merchant that takes part in the programme at this stage. */
    public void give(String programmeId, RewardRules rules, Stage stage, int version, ZoneId zone, long now) {
        ProgrammeRewards part = of(programmeId);
        if (part != null) {
            part.give(rules, stage, version, zone, now);
        }
    }

    /** Moves the benefits of a programme on to where they stand by now. */
    public void advance(String programmeId, long now, BenefitUse use) {
        ProgrammeRewards part = of(programmeId);
        if (part != null) {
            part.advance(now, use);
        }
    }

    /** Takes back the benefits of a programme that are not over. Coupons are the ledger's to take back, after this. */
    public void clawBack(String programmeId, BenefitUse use) {
        ProgrammeRewards part = of(programmeId);
        if (part != null) {
            part.clawBack(use);
        }
    }

    /** Forgets the programmes that are no more, unless a benefit of theirs is still to end. */
    public void forget(Predicate<String> isGone) {
        parts.removeIf(each -> each.benefits().isEmpty() && isGone.test(each.programmeId()));
    }

    /** Its programmes. */
    public List<String> programmes() {
        return parts.stream().map(ProgrammeRewards::programmeId).toList();
    }

    /** When time alone changes one of the benefits after this time, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    public long nextChange(long now) {
        long next = Long.MAX_VALUE;
        for (ProgrammeRewards each : parts) {
            next = Math.min(next, each.nextChange(now));
        }
        return next;
    }

    /** Whether it has benefits that are not over. */
    public boolean isWaiting() {
        for (ProgrammeRewards each : parts) {
            if (!each.benefits().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** What is to be stored of it. */
    public List<Part> snapshot() {
        return parts.stream().map(ProgrammeRewards::snapshot).toList();
    }

    /** Takes back what {@link #snapshot} gave. */
    public static MerchantRewards restored(List<Part> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        MerchantRewards rewards = new MerchantRewards();
        parts.forEach(each -> rewards.parts.add(ProgrammeRewards.restored(each)));
        return rewards;
    }
}

package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.ledger.Period;
import io.tributary.domain.ledger.ProgrammeAccount;
import io.tributary.domain.metric.Correction;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.metric.SettledWindows;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What verdicts of invalid traffic change: the windows of their impressions, in which these are exposures no more, the budgets that they
 * were charged to, and all sums of exposures. Nothing is remembered of single impressions: a verdict says again what its impression
 * said, from which it follows what it was counted for; and it changes nothing where no such impression is counted.
 *
 * <p>A verdict that comes before its impression waits for it, until what would come now is late: see {@link EarlyVerdicts}.
 *
 * <p>What an invalid exposure cost shoppers is taken back like its charge, as far as it says. Its part in a loss that was limited cannot be
 * told any more: then no more is taken back than was counted in all.
 */
final class Verdicts {
    private static final int JUDGED = Measure.INVALIDATED_IN_WINDOW.bit();
    /** Ids are kept longer than the windows of their impressions, which are of a day that has at most 25 hours. */
    private static final long LONGEST_DAY = 26 * 3_600_000L;

    private static final double SWEEPS_IN_SPAN = 7;

    private final TaskState state;
    private final SeenImpressions seen;
    private final JudgedImpressions judged;
    private final SettledWindows settled;
    private final Charger charger;
    private final Charges charges;
    private final long spanMillis;

    /** What verdicts do to budgets, and to sums by arm. */
    record Charges(TaskProgrammes programmes, Ledger ledger, ArmCounter arms) {}

    Verdicts(MerchantPolicy policy, TaskState state, TaskEngine engine, Charger charger, Charges charges) {
        this.state = state;
        this.seen = engine.seen();
        this.judged = engine.memos().judged();
        this.settled = engine.memos().windows();
        this.charger = charger;
        this.charges = charges;
        this.spanMillis = policy.windows().restateMillis() + LONGEST_DAY;
    }

    /**
     * Takes a verdict, which may have to wait.
     *
     * @return whether it changed anything of the merchant
     */
    boolean take(MetricWindows.Clock clock, MerchantState merchant, VerdictEvent verdict) {
        boolean waits = isEarly(clock, merchant, verdict.impression())
                && state.earlyVerdicts().add(merchant.id(), verdict);
        return !waits && count(clock, merchant, verdict);
    }

    /**
     * Counts the verdicts that waited, as far as their impressions have come or cannot be waited for any longer.
     *
     * @param merchants finds a merchant by its id
     * @param changed takes each of whom anything changed
     */
    void release(
            MetricWindows.Clock clock, Function<String, MerchantState> merchants, Consumer<MerchantState> changed) {
        List<EarlyVerdicts.Held> ready = state.earlyVerdicts()
                .take(held -> !isEarly(
                        clock,
                        merchants.apply(held.merchantId()),
                        held.verdict().impression()));
        for (EarlyVerdicts.Held each : ready) {
            MerchantState merchant = merchants.apply(each.merchantId());
            if (count(clock, merchant, each.verdict())) {
                changed.accept(merchant);
            }
        }
    }

    /** Whether an impression was not counted yet, and would not be late if it came now. */
    private boolean isEarly(MetricWindows.Clock clock, MerchantState merchant, ImpressionEvent impression) {
        return !clock.isLate(impression.time())
                && !seen.contains(merchant.own(impression.idFirst()), merchant.own(impression.idSecond()));
    }

    private boolean count(MetricWindows.Clock clock, MerchantState merchant, VerdictEvent verdict) {
        ImpressionEvent impression = verdict.impression();
        long idFirst = merchant.own(impression.idFirst());
        long idSecond = merchant.own(impression.idSecond());
        if (judged.contains(idFirst, idSecond)) {
            state.counters().duplicates++;
            return false;
        }
        Membership membership = merchant.windows().membership(impression.time());
        MetricWindows windows = merchant.windows();
        windows.hydrate(clock, merchant.id(), impression.time(), settled);
        Correction correction = correct(merchant, membership, impression);
        if (correction == null) {
            windows.releaseUnchanged();
            Counters counters = state.counters();
            boolean isTooLate = clock.isBeyondHorizon(impression.time());
            counters.beyondHorizon += isTooLate ? 1 : 0;
            counters.unmatchedVerdicts += isTooLate ? 0 : 1;
            return false;
        }
        judged.add(idFirst, idSecond, Math.max(state.beatTime(), verdict.judgedAt()));
        state.counters().verdicts++;
        if (impression.isExposure()) {
            charges.arms.unexposed(merchant, membership, impression.bucket(), impression.time());
        }
        if (correction.chargedTo() != null) {
            credit(merchant, correction.chargedTo(), impression);
        }
        Membership now = windows.membership(verdict.judgedAt());
        int dimensions = Dimensions.of(impression.surface(), now.arm(impression.bucket()));
        windows.hydrate(clock, merchant.id(), verdict.judgedAt(), settled);
        windows.impression(clock, verdict.judgedAt(), dimensions, JUDGED, null);
        return true;
    }

    /**
     * Corrects the windows of the impression.
     *
     * @return what was done; null when no such impression is counted in them
     */
    private Correction correct(MerchantState merchant, Membership membership, ImpressionEvent impression) {
        int dimensions = Dimensions.of(impression.surface(), membership.arm(impression.bucket()));
        String claim = impression.isExposure() ? charger.claimed(merchant, membership, impression) : null;
        if (claim != null) {
            Correction correction = Charger.OUT_OF_SCOPE.equals(claim)
                    ? Correction.invalid(true, true, impression.displaced())
                    : Correction.invalidCharge(claim);
            if (merchant.windows().correct(impression.time(), dimensions, correction.andLess(impression.apart()))) {
                return correction;
            }
        }
        // Or it was not charged, although it named a directive: there are many reasons.
        Correction correction = Correction.invalid(impression.viewable(), false, impression.displaced())
                .andLess(impression.apart());
        return merchant.windows().correct(impression.time(), dimensions, correction) ? correction : null;
    }

    private void credit(MerchantState merchant, String programmeId, ImpressionEvent impression) {
        Participation current = merchant.participation(programmeId);
        if (current != null && revoke(merchant, current, impression)) {
            return;
        }
        for (Participation left : merchant.departed()) {
            if (left.programmeId().equals(programmeId) && revoke(merchant, left, impression)) {
                return;
            }
        }
        state.counters().uncredited++;
    }

    private boolean revoke(MerchantState merchant, Participation part, ImpressionEvent impression) {
        Budget budget = part.budget();
        Period period = charger.period(merchant, part, impression);
        if (period == null || period.spent() == 0) {
            return false;
        }
        ProgrammeTally tally = state.tallies().get(part.programmeId());
        ProgrammeAccount account = tally == null ? null : tally.account();
        if (budget.isRunning(period)) {
            charges.programmes.members(part.programmeId()).update(merchant, part, () -> {
                charges.ledger.revoke(budget, period, account);
                return true;
            });
        } else {
            charges.ledger.revoke(budget, period, account);
        }
        charger.regain(budget, period, impression);
        return true;
    }

    /**
     * Drops some of the ids whose time is over.
     *
     * @param last service time of the beat before, epoch milliseconds
     */
    void beat(long last, long now) {
        double share = SWEEPS_IN_SPAN * (now - last) / spanMillis;
        judged.sweep(now - spanMillis, Math.max(0, Math.min(1, share)));
    }
}

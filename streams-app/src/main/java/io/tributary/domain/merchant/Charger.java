package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.DirectiveId;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.ledger.Period;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.List;

/** Finds the budget that an exposure under a directive is charged to, has the ledger charge it, and tells all that follows charges. */
final class Charger {
    /** In place of a programme's id: it is not charged, because the item is not known to be in the scope of the boost that it names. */
    static final String OUT_OF_SCOPE = "?";

    /** In place of a programme's id. */
    private static final String HELD_OUT = "";

    private static final BucketRange NO_BUCKETS = new BucketRange(0, 0);

    private final TaskState state;
    private final TaskProgrammes programmes;
    private final Ledger ledger;
    private final DeliveryHorizon horizon;
    private final long slackMillis;

    Charger(MerchantPolicy policy, TaskState state, TaskProgrammes programmes, Ledger ledger) {
        this.state = state;
        this.programmes = programmes;
        this.ledger = ledger;
        this.horizon = new DeliveryHorizon(policy, state);
        this.slackMillis = policy.directives().serveSlackMillis();
    }

    /**
     * Charges an exposure if it served a live directive of the merchant's to a buyer outside the holdout, and gained rank.
     *
     * @param membership in which programmes the merchant was when it happened
     * @return the programme that is charged, {@link #OUT_OF_SCOPE}, or null
     */
    String charge(MerchantState merchant, Membership membership, ImpressionEvent exposure) {
        if (exposure.directiveId() == null || exposure.bucket() < 0 || !exposure.gainedRank()) {
            return null;
        }
        String claim = claim(merchant, merchant.participations(), membership, exposure);
        if (claim == null) {
            claim = claim(merchant, merchant.departed(), membership, exposure);
        }
        state.counters().unknownDirectives += claim == null ? 1 : 0;
        return HELD_OUT.equals(claim) ? null : claim;
    }

    /**
     * Which programme an exposure was charged to, by what it says and what is known of that time: whether it was charged at all its
     * windows tell.
     *
     * @return as {@link #charge} does
     */
    String claimed(MerchantState merchant, Membership membership, ImpressionEvent exposure) {
        if (exposure.directiveId() == null || exposure.bucket() < 0 || !exposure.gainedRank()) {
            return null;
        }
        String programmeId = DirectiveId.programmeOf(exposure.directiveId());
        if (programmeId == null || holdout(membership, programmeId).contains(exposure.bucket())) {
            return null;
        }
        return isInScope(programmeId, exposure) ? programmeId : OUT_OF_SCOPE;
    }

    /** The period that an exposure is charged to, or null when it is none of this budget's. */
    Period period(MerchantState merchant, Participation part, ImpressionEvent exposure) {
        return part.budget()
                .periodOf(exposure.directiveId(), merchant.directiveSequence(), exposure.time(), slackMillis);
    }

    /**
     * What an exposure's directive turned out to be.
     *
     * @return null for none that is the merchant's and live, {@link #HELD_OUT} for one held out here, {@link #OUT_OF_SCOPE}, else the
     *     programme that is charged
     */
    private String claim(
            MerchantState merchant, List<Participation> parts, Membership membership, ImpressionEvent exposure) {
        for (Participation part : parts) {
            Period period = period(merchant, part, exposure);
            if (period != null) {
                if (holdout(membership, part.programmeId()).contains(exposure.bucket())) {
                    return HELD_OUT;
                }
                if (!isInScope(part.programmeId(), exposure)) {
                    state.counters().outOfScope++;
                    return OUT_OF_SCOPE;
                }
                charge(part, period, exposure);
                return part.programmeId();
            }
        }
        return null;
    }

    /**
     * Whether the programme supports the item, by the rules that were in force when it was shown. What it costs where no scope is: a look
     * at the rules in force.
     */
    private boolean isInScope(String programmeId, ImpressionEvent exposure) {
        ProgrammeRules now = programmes.rules(programmeId);
        if (now == null || now.delivery().reach().items().isAll()) {
            return true;
        }
        ProgrammeRules then = programmes.rulesAt(programmeId, exposure.time());
        // It may have become too old for the scope between ranking and rendering.
        long ranked = exposure.time() - slackMillis;
        return then == null || then.delivery().reach().items().covers(exposure.item(), ranked);
    }

    /** The buckets that the programme held out when it happened, or as far as that is not known, holds out now. */
    private BucketRange holdout(Membership membership, String programmeId) {
        Membership.Terms then = membership.terms(programmeId);
        if (then != null) {
            return then.holdout();
        }
        ProgrammeRules rules = programmes.rules(programmeId);
        return rules == null ? NO_BUCKETS : rules.delivery().holdout();
    }

    private void charge(Participation part, Period period, ImpressionEvent exposure) {
        Budget budget = part.budget();
        ProgrammeTally tally = state.tallies().get(part.programmeId());
        ledger.charge(budget, period, tally == null ? null : tally.account(), exposure.time());
        // The loss is held against the exposures of the period, so it is of these: also where an earlier grant is
        // charged.
        if (tally != null && exposure.time() >= tally.periodStart()) {
            lose(budget, period, tally, exposure);
        }
        if (budget.isRunning(period)) {
            part.controller().charged();
            programmes.members(part.programmeId()).charged(budget);
            if (tally != null) {
                // An event ahead of the service's time would have the estimate forget all until then.
                tally.rate().add(Math.min(exposure.time(), state.latest()), 1, horizon.rateMemory());
            }
        }
    }

    /** Takes back what an exposure cost shoppers that should not have been charged, where it was counted, and as far as it says. */
    void regain(Budget budget, Period period, ImpressionEvent exposure) {
        ProgrammeTally tally = state.tallies().get(budget.programmeId());
        ProgrammeRules rules = programmes.rules(budget.programmeId());
        if (tally == null || rules == null || exposure.time() < tally.periodStart()) {
            return;
        }
        double loss = exposure.loss(rules.delivery().relevance().unit());
        if (!Double.isNaN(loss)) {
            ledger.regain(period, tally.account(), loss);
        }
    }

    /** Counts what an exposure cost shoppers, in the unit of its programme. */
    private void lose(Budget budget, Period period, ProgrammeTally tally, ImpressionEvent exposure) {
        ProgrammeRules rules = programmes.rules(budget.programmeId());
        if (rules == null) {
            return;
        }
        double loss = exposure.loss(rules.delivery().relevance().unit());
        if (Double.isNaN(loss)) {
            state.counters().unmeasured += rules.delivery().relevance().budget() > 0 ? 1 : 0;
        } else if (!ledger.lose(period, tally.account(), loss)) {
            state.counters().lossesCut++;
        }
    }
}

package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.concurrent.TimeUnit;

/** What is done for one merchant at a beat: windows, enrolment, grants, the ledger, suspension, the directive. */
final class Visit {
    /** An exposure is charged to a budget that was closed if it comes within this time after the budget's period, milliseconds. */
    private static final long LATEST_CHARGE = TimeUnit.DAYS.toMillis(1);

    private final MerchantPolicy policy;
    private final Outbox outbox;
    private final TaskProgrammes programmes;
    private final Ledger ledger;
    private final Grants grants;
    private final Enroller enroller;
    private final Announcer announcer;
    private final Enrolments enrolments;
    private final DeliveryHorizon horizon;
    private final BoostLevels levels;
    private final DirectiveWriter directives;
    private BeatTerms beat = BeatTerms.NONE;
    private MetricWindows.Clock clock;
    /** When the next period of any programme begins, epoch milliseconds. */
    private long nextPeriod = Long.MAX_VALUE;

    Visit(MerchantPolicy policy, TaskState state, TaskProgrammes programmes, Ledger ledger, Outbox outbox) {
        this.policy = policy;
        this.outbox = outbox;
        this.programmes = programmes;
        this.ledger = ledger;
        this.levels = new BoostLevels(policy.directiveLifeMillis());
        this.grants = new Grants(ledger, levels);
        this.enroller = new Enroller(state, programmes, ledger);
        this.announcer = new Announcer(programmes, outbox);
        this.enrolments = new Enrolments(policy, state);
        this.horizon = new DeliveryHorizon(policy, state);
        this.directives = new DirectiveWriter(policy, state, programmes, outbox);
    }

    void begin(BeatTerms now, MetricWindows.Clock at) {
        beat = now;
        nextPeriod = now.programmes().stream()
                .mapToLong(ProgrammeTerms::periodEnd)
                .filter(end -> end > now.time())
                .min()
                .orElse(Long.MAX_VALUE);
        ledger.beat(now.number(), now.time());
        clock = at;
    }

    /**
     * @return when time alone makes the merchant due again; {@link Long#MAX_VALUE} for never
     */
    long visit(MerchantState merchant) {
        merchant.windows().advance(clock, (window, cell, status) -> outbox.metric(merchant.id(), window, cell, status));
        for (Participation part : merchant.departed()) {
            ledger.book(merchant, part.budget());
        }
        merchant.removeDeparted(part -> beat.time() >= part.budget().periodEnd() + LATEST_CHARGE);
        boolean changed = false;
        // Without the rules in force nothing is decided: the next beat brings them, and with them another visit.
        boolean isDue = merchant.isUndecided() || merchant.decisions().reviewAt() <= beat.time();
        boolean decides = isDue && programmes.rules().digest() == beat.rulesDigest();
        if (decides) {
            changed = enroller.decide(merchant, beat);
            enrolments.follow(merchant, programmes.rules(), beat.time());
        }
        boolean granted = false;
        for (Participation part : merchant.participations()) {
            granted |= settle(merchant, part);
        }
        if (decides || granted) {
            announcer.announce(merchant, beat.time());
            merchant.undecided(merchant.isUndecided() && !decides);
        }
        long refresh = directives.write(merchant, beat, granted || changed);
        long windowDue = merchant.windows().dueAt(policy.graceMillis(), policy.restateMillis());
        return Math.min(Math.min(refresh, reviewDue(merchant)), policy.publishedAt(windowDue, merchant));
    }

    /** When a decision is to be made again before all are, which is when a period begins: until then a merchant waits in no list for it. */
    private long reviewDue(MerchantState merchant) {
        long reviewAt = merchant.decisions().reviewAt();
        return reviewAt < nextPeriod ? reviewAt : Long.MAX_VALUE;
    }

    /** Stops boosting at once. */
    void withdraw(MerchantState merchant) {
        directives.withdraw(merchant, () -> Withdrawals.why(merchant, beat, programmes));
    }

    /**
     * Follows the period, and books, grants and paces one programme's part.
     *
     * @return whether its grant changed
     */
    private boolean settle(MerchantState merchant, Participation part) {
        Members group = programmes.members(part.programmeId());
        return group.terms() != null && group.update(merchant, part, () -> settle(merchant, part, group));
    }

    private boolean settle(MerchantState merchant, Participation part, Members group) {
        ProgrammeTerms terms = group.terms();
        Budget budget = part.budget();
        if (budget.periodStart() != terms.periodStart()) {
            ledger.startPeriod(merchant, budget, terms.periodStart(), terms.periodEnd());
            part.controller().startPeriod();
        } else {
            ledger.book(merchant, budget);
        }
        part.controller().advance(terms.schedule());
        ProgrammeRules rules = programmes.rules(part.programmeId());
        grants.limit(merchant, part, group, rules, beat);
        boolean granted = grants.grant(merchant, budget, terms);
        pace(merchant, part, rules, terms);
        return granted;
    }

    /**
     * Suspends a merchant that runs ahead of schedule or has spent its grant; resumes one that is due again. One that waits for
     * its grant is not suspended: it would have to wait for the schedule to reach a whole exposure once granted.
     *
     * @param rules null when the programme is no more
     */
    private void pace(MerchantState merchant, Participation part, ProgrammeRules rules, ProgrammeTerms terms) {
        if (rules == null) {
            part.controller().resume();
            return;
        }
        double delay = horizon.delayMillis() + beat.behindMillis();
        levels.pace(part, rules, terms, beat.time(), delay, isStopped(merchant));
    }

    private boolean isStopped(MerchantState merchant) {
        return !beat.stopped().isEmpty() && beat.stopped().contains("merchant:" + merchant.id());
    }
}

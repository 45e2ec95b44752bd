package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.metric.MetricWindow;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.state.StateWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What is done for one merchant at a beat: a list of steps, each of which finds what the ones before it have made. */
final class Visit {
    /** An exposure is charged to a budget that was closed if it comes within this time after the budget's period, milliseconds. */
    private static final long LATEST_CHARGE = TimeUnit.DAYS.toMillis(1);

    /** A part of a visit. */
    private record Step(String name, Consumer<VisitContext> work) {}

    private final MerchantPolicy policy;
    private final Outbox outbox;
    private final SettledWindows settled;
    private final StateWriter cells = new StateWriter();
    private final TaskProgrammes programmes;
    private final Ledger ledger;
    private final Enroller enroller;
    private final Announcer announcer;
    private final DecisionLog log;
    private final CaseKeeper cases;
    private final MembershipRecorder memberships;
    private final RewardStep rewards;
    private final DeliveryHorizon horizon;
    private final DirectiveWriter directives;
    private final VisitContext context = new VisitContext();
    private final List<Step> steps;
    /** When the next period of any programme begins, epoch milliseconds. */
    private long nextPeriod = Long.MAX_VALUE;

    /** Where what is published goes, and windows that are final. */
    record Outputs(Outbox outbox, SettledWindows settled) {}

    Visit(MerchantPolicy policy, TaskState state, TaskProgrammes programmes, Ledger ledger, Outputs outputs) {
        this.policy = policy;
        this.outbox = outputs.outbox;
        this.settled = outputs.settled;
        this.programmes = programmes;
        this.ledger = ledger;
        this.log = new DecisionLog(programmes, outbox);
        this.cases = new CaseKeeper(state, programmes, ledger);
        StandingReporter standings = new StandingReporter(policy, programmes, outbox);
        this.enroller = new Enroller(state, programmes, ledger, log, standings);
        this.announcer = new Announcer(programmes, outbox);
        this.memberships = new MembershipRecorder(policy, state);
        this.rewards = new RewardStep(programmes, ledger, outbox);
        this.horizon = new DeliveryHorizon(policy, state);
        this.directives = new DirectiveWriter(policy, state, programmes, outbox);
        BoostLevels levels = new BoostLevels(policy.directives().lifeMillis());
        Settlement settlement = new Settlement(programmes, ledger, levels, horizon, log);
        OwnerShares shares = new OwnerShares(programmes, outbox);
        this.steps = List.of(
                // What was counted is published under the programmes that the merchant was in then.
                new Step("close windows", this::closeWindows),
                // Late charges are booked before what has waited for them long enough is forgotten.
                new Step("settle departed", this::settleDeparted),
                // How it stood is told before stages and grants are those of the next period.
                new Step("tell standing", standings::follow),
                // Who comes in or leaves does so before grants are made, so that it is granted to, or releases, at
                // once.
                new Step("decide", this::decide),
                // What is credited is spent no more when it is paced.
                new Step("keep cases", visit -> visit.dueBy(cases.keep(visit.merchant(), visit.beat()))),
                // Coupons that are given now count in the grants that are made now.
                new Step("reward", rewards::follow),
                // Period, charges, grant and pacing of each programme.
                new Step("settle", settlement::settle),
                // The owner is told what the grant has come to.
                new Step("tell owner", shares::report),
                // The announcement names the grant.
                new Step("announce", this::announce),
                // The directive says what all of the others came to.
                new Step("direct", this::direct));
    }

    /** Visits from now on are those of this beat. */
    void begin(BeatTerms beat, MetricWindows.Clock clock) {
        context.begin(beat, clock);
        ledger.beat(beat.number(), beat.time());
        nextPeriod = beat.programmes().stream()
                .mapToLong(ProgrammeTerms::periodEnd)
                .filter(end -> end > beat.time())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * @return when time alone makes the merchant due again; {@link Long#MAX_VALUE} for never
     */
    long visit(MerchantState merchant) {
        context.visit(merchant);
        for (Step step : steps) {
            step.work.accept(context);
        }
        log.publish(merchant, context.beat());
        return context.dueAt();
    }

    /** Publishes rows that are due, and does nothing else. */
    void publish(MerchantState merchant) {
        context.visit(merchant);
        closeWindows(context);
    }

    /** When rows of windows that hold nothing but corrections are due; {@link Long#MAX_VALUE} for never. */
    long correctionsDueAt(MerchantState merchant) {
        long due = merchant.windows().dueAt(policy.windows().graceMillis(), true);
        return policy.publishedAt(due, merchant);
    }

    /** The names of the steps, in their order. */
    List<String> steps() {
        return steps.stream().map(Step::name).toList();
    }

    private void closeWindows(VisitContext visit) {
        MerchantState merchant = visit.merchant();
        merchant.windows()
                .advance(
                        visit.clock(),
                        (window, cell, status) ->
                                outbox.metric(merchant.id(), merchant.labels().at(window.end()), window, cell, status),
                        window -> settle(visit.clock(), merchant, window));
    }

    private void settle(MetricWindows.Clock clock, MerchantState merchant, MetricWindow window) {
        SettledWindows.Key key = SettledWindows.Key.of(clock.calendar(), merchant.id(), window.size(), window.start());
        settled.keep(key, window.settled(cells));
    }

    private void settleDeparted(VisitContext visit) {
        MerchantState merchant = visit.merchant();
        long now = visit.beat().time();
        for (Participation part : merchant.departed()) {
            ledger.book(merchant, part.budget());
            ledger.expire(merchant, part.budget(), now);
            visit.dueBy(part.budget().nextCouponChange(now));
        }
        // Coupons wait for a merchant that comes back.
        merchant.removeDeparted(part -> now >= part.budget().periodEnd() + LATEST_CHARGE
                && part.budget().couponCount() == 0);
    }

    private void decide(VisitContext visit) {
        MerchantState merchant = visit.merchant();
        BeatTerms beat = visit.beat();
        boolean isDue = merchant.isUndecided() || merchant.decisions().reviewAt() <= beat.time();
        // Without the rules in force nothing is decided: the next beat brings them, and with them another visit.
        if (isDue && programmes.rules().digest() == beat.rulesDigest()) {
            visit.decided(enroller.decide(merchant, beat));
            memberships.follow(merchant, programmes.rules(), beat.time());
        }
    }

    private void announce(VisitContext visit) {
        MerchantState merchant = visit.merchant();
        if (visit.isDecided() || visit.isGranted()) {
            announcer.announce(merchant, visit.beat().time());
            merchant.undecided(merchant.isUndecided() && !visit.isDecided());
        }
    }

    private void direct(VisitContext visit) {
        MerchantState merchant = visit.merchant();
        boolean directed = merchant.directiveExpiresAt() > 0;
        visit.dueBy(directives.write(merchant, visit.beat(), visit.isOnOtherTerms()));
        if (directed && merchant.directiveExpiresAt() == 0) {
            log.withdrawn(merchant, visit.beat());
        }
        long windowDue = merchant.windows().dueAt(policy.windows().graceMillis(), false);
        visit.dueBy(policy.publishedAt(windowDue, merchant));
        visit.dueBy(reviewDue(merchant));
    }

    /**
     * When a decision is to be made again, unless all are before: when a period begins, and until then a merchant waits in no list for
     * it. A programme that ends with its period begins no other.
     */
    private long reviewDue(MerchantState merchant) {
        long reviewAt = merchant.decisions().reviewAt();
        return reviewAt <= nextPeriod ? reviewAt : Long.MAX_VALUE;
    }

    /** Stops boosting at once. */
    void withdraw(MerchantState merchant) {
        directives.withdraw(merchant, () -> Withdrawals.why(merchant, context.beat(), programmes));
    }

    /** Exposures of a programme that are shown or about to be, and not yet seen, at the last beat. */
    double inFlight(ProgrammeTally tally) {
        return tally.rate().at(context.beat().time(), horizon.rateMemory()) * horizon.delayMillis();
    }
}

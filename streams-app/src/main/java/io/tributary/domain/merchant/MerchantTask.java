package io.tributary.domain.merchant;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.appeal.CaseEvent;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.entity.EntityAnswer;
import io.tributary.domain.entity.Ownership;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.rules.RuleBook;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The work of one merchant partition: what happens to an impression, an order line, a profile and a beat. Every method
 * decides first and changes state last, so that a record it refuses (by IllegalArgumentException) leaves no trace.
 */
public final class MerchantTask {
    private final MerchantPolicy policy;
    private final TaskState state;
    private final MerchantRepository repository;
    private final SeenImpressions seen;
    private final CountLog log;
    private final TaskMerchants merchants;
    private final OrderMemory orders;
    private final OrderLines lines;
    private final ArmCounter armCounter;
    private final BucketReports buckets;
    private final Charger charger;
    private final Verdicts verdicts;
    private final VisitQueue visits;
    private final Profiles profiles;
    private final ReportedEvents reports;
    private final CaseKeeper cases;
    private final Sweep sweep;
    private final DayCalendar calendar;
    private final SettledWindows settled;
    private final TimeLimit limit;
    private MetricWindows.Clock clock;

    /**
     * @param rules the rules the task had when it stopped; {@link RuleBook#EMPTY} at first
     */
    public MerchantTask(MerchantPolicy policy, TaskState state, TaskEngine engine, RuleBook rules, Outbox outbox) {
        this.policy = policy;
        this.state = state;
        this.repository = engine.merchants();
        this.seen = engine.seen();
        this.log = engine.log();
        TaskProgrammes programmes = new TaskProgrammes(rules, state.beatTime());
        Ledger ledger = new Ledger(outbox);
        this.visits = new VisitQueue(policy, engine.timers());
        this.merchants = new TaskMerchants(state, engine, programmes, visits);
        this.charger = new Charger(policy, state, programmes, ledger);
        this.settled = engine.memos().windows();
        Visit visit = new Visit(policy, state, programmes, ledger, new Visit.Outputs(outbox, settled));
        this.sweep = new Sweep(state, repository, programmes, visits, visit);
        this.profiles = new Profiles(state.counters(), repository, merchants, visits, visit);
        this.reports = new ReportedEvents(state.counters(), repository, programmes, visits);
        this.cases = new CaseKeeper(state, programmes, ledger);
        this.armCounter = new ArmCounter(state, new DayCalendar(policy.windows().zone()));
        this.buckets = new BucketReports(state, new DayCalendar(policy.windows().zone()), outbox);
        this.verdicts =
                new Verdicts(policy, state, engine, charger, new Verdicts.Charges(programmes, ledger, armCounter));
        this.orders = new OrderMemory(policy, state, engine.memos().orders());
        OrderLines.Counts counts = new OrderLines.Counts(armCounter, new ClockCounter(programmes, visits));
        this.lines = new OrderLines(state, orders, settled, counts, visits);
        this.calendar = new DayCalendar(policy.windows().zone());
        this.limit = new TimeLimit(policy.futureMillis());
        limit.reached(state.beatTime());
        state.longestDelay(policy.directives().lifeMillis());
        this.clock = clockAt(state.beatTime());
    }

    /**
     * What happens to an impression.
     *
     * @param known the merchant if it is at hand; null to look for it
     * @throws IllegalArgumentException when it cannot be counted
     */
    public void impression(String merchantId, MerchantState known, ImpressionEvent impression) {
        // Refused is what cannot be counted: nothing has changed yet.
        limit.check("time", impression.time());
        MerchantState merchant = merchants.of(merchantId, known);

        // It counts once, however often it is sent.
        long idFirst = merchant.own(impression.idFirst());
        long idSecond = merchant.own(impression.idSecond());
        if (seen.contains(idFirst, idSecond)) {
            state.counters().duplicates++;
            return;
        }

        // An exposure that served a live directive is charged, and the merchant is visited at the next beat: its need
        // has changed.
        Membership membership = merchant.windows().membership(impression.time());
        String claim = impression.isExposure() ? charger.charge(merchant, membership, impression) : null;
        boolean isOutOfScope = Charger.OUT_OF_SCOPE.equals(claim);
        String chargedTo = isOutOfScope ? null : claim;
        if (chargedTo != null) {
            visits.enqueue(merchant);
        }
        seen.add(idFirst, idSecond, policy.memory().mostImpressionIds());

        // It is counted in the windows of its time. What does nothing else goes into the log, with all else the
        // merchant's record is written.
        boolean late = clock.isLate(impression.time());
        if (late) {
            merchant.windows().hydrate(clock, merchantId, impression.time(), settled);
        }
        int dimensions = Dimensions.of(impression.surface(), membership.arm(impression.bucket()));
        boolean isOfBucket = impression.isExposure() && impression.bucket() >= 0;
        int measures = impression.measures(late) | Measure.OUT_OF_SCOPE.bitIf(isOutOfScope);
        long counted = CountedImpression.of(dimensions, measures, impression.displaced(), isOfBucket);
        if (count(merchant, impression, counted, chargedTo)) {
            log.add(merchant, impression.time(), counted, repository);
            merchants.hydrateOverdue();
        } else {
            repository.changed(merchant);
        }

        // The task's own sums, and the minute's end, at which the merchant is visited in any case.
        state.counted(impression, late, chargedTo != null);
        if (impression.isExposure()) {
            armCounter.exposed(membership, impression.bucket(), impression.time());
        }
        visits.scheduleBy(merchant, impression.time());
    }

    /**
     * @return whether it did nothing but count
     */
    private boolean count(MerchantState merchant, ImpressionEvent impression, long counted, String chargedTo) {
        long time = impression.time();
        int displaced = impression.displaced();
        int dimensions = CountedImpression.dimensions(counted);
        int measures = CountedImpression.measures(counted);
        boolean countsOnly = chargedTo == null && merchant.windows().countIfOpen(clock, time, dimensions, measures);
        if (!countsOnly) {
            merchant.windows().impression(clock, time, dimensions, measures, chargedTo);
        }
        if (displaced > 0) {
            merchant.windows().displaced(clock, time, dimensions, displaced);
        }
        if (CountedImpression.isOfBucket(counted)) {
            merchant.potential().exposed();
        }
        return countsOnly && CountedImpression.hasRoom(displaced);
    }

    /**
     * What happens to an order event: it is deduplicated and counted, and what is turned back is so where its payment was counted.
     *
     * @param known as for {@link #impression}
     * @throws IllegalArgumentException when it cannot be counted
     */
    public void order(String merchantId, MerchantState known, OrderEvent order) {
        limit.check("time", order.time());
        MerchantState merchant = merchants.of(merchantId, known);
        merchant.currencies().check(order.currency());
        merchant.soldIn(order.currency());
        if (lines.count(clock, merchant, order)) {
            log.addSnapshot(merchant, repository);
            merchants.hydrateOverdue();
        } else {
            repository.changed(merchant);
        }
    }

    /**
     * What happens to a verdict of invalid traffic: what its impression was counted for is taken back, and the merchant, who may be shown
     * once more for what was charged, is visited at the next beat. One that comes before its impression waits for it.
     *
     * @param known as for {@link #impression}
     * @throws IllegalArgumentException when it is dated ahead
     */
    public void verdict(String merchantId, MerchantState known, VerdictEvent verdict) {
        limit.check("judgedAt", verdict.judgedAt());
        MerchantState merchant = merchants.of(merchantId, known);
        if (verdicts.take(clock, merchant, verdict)) {
            invalidated(merchant);
        }
    }

    private void invalidated(MerchantState merchant) {
        visits.enqueue(merchant);
        repository.changed(merchant);
    }

    /**
     * What happens to an event that is no impression and no order: it changes what is known of its merchant, who is visited at the next
     * beat.
     *
     * @param known as for {@link #impression}
     * @param time the event's, epoch milliseconds
     * @param change takes it over; refuses it by IllegalArgumentException before it changes anything
     * @throws IllegalArgumentException when it is dated ahead or refused
     */
    public void event(String merchantId, MerchantState known, long time, Consumer<MerchantState> change) {
        limit.check("time", time);
        MerchantState merchant = merchants.of(merchantId, known);
        change.accept(merchant);
        visits.enqueue(merchant);
        repository.changed(merchant);
    }

    /**
     * What happens to an event that a platform reports of a merchant: it counts once, and where rules may ask for it the merchant is
     * decided again at the next beat.
     *
     * @param known as for {@link #impression}
     * @throws IllegalArgumentException when it is dated ahead
     */
    public void reported(String merchantId, MerchantState known, ReportedEvent event) {
        limit.check("time", event.time());
        reports.take(merchants.of(merchantId, known), event);
    }

    /**
     * What happens to feedback of a merchant: its case follows, and at the next beat what was upheld is credited.
     *
     * @param known as for {@link #impression}
     * @throws IllegalArgumentException when it is dated ahead, or cannot be
     */
    public void feedback(String merchantId, MerchantState known, CaseEvent event) {
        limit.check("time", event.time());
        MerchantState merchant = merchants.of(merchantId, known);
        if (cases.take(merchant, event)) {
            if (event.opensComplaint()) {
                int arm = Dimensions.of(Surface.UNKNOWN, Arm.NONE);
                merchant.windows().impression(clock, event.time(), arm, Measure.COMPLAINTS.bit(), null);
            }
            visits.enqueue(merchant);
            repository.changed(merchant);
        }
    }

    /**
     * What happens to an answer of a merchant's owner: its shares are taken up when it is visited, at the next beat, and it is decided again
     * where rules may ask for the owner's age.
     *
     * @param known as for {@link #impression}
     */
    public void answered(String merchantId, MerchantState known, EntityAnswer answer) {
        MerchantState merchant = merchants.of(merchantId, known);
        Ownership before = merchant.ownership();
        Ownership after = before.hear(answer);
        if (after != before) {
            merchant.ownership(after);
            boolean isOlder = !before.isAnswered() || before.ownerJoinedAt() != after.ownerJoinedAt();
            merchant.undecided(merchant.isUndecided() || isOlder);
            visits.enqueue(merchant);
            repository.changed(merchant);
        }
    }

    /** Follows the wall clock, epoch milliseconds; only where the beats follow one. */
    public void wallClock(long now) {
        limit.reached(now);
    }

    /**
     * Takes over a profile, and decides at once: an opt-out does not wait for a beat. One that is older than what is known is counted
     * and ignored, also when that was withdrawn meanwhile.
     *
     * @param updatedAt when it was true, epoch milliseconds
     * @throws IllegalArgumentException when it tells of the future
     */
    public void profile(String merchantId, MerchantProfile profile, long updatedAt) {
        limit.check("updatedAt", updatedAt);
        limit.check("joinedAt", profile.joinedAt());
        profiles.put(merchantId, profile, updatedAt);
    }

    /** Takes a merchant's profile away. */
    public void withdraw(String merchantId) {
        profiles.withdraw(merchantId);
    }

    /**
     * Withdraws the profiles of all merchants but these. Looks at all merchants.
     *
     * @return how many were withdrawn
     */
    public int withdrawAllBut(Set<String> present) {
        return profiles.withdrawAllBut(present);
    }

    /**
     * Picks up merchants that were stored, at most so many more: all of them are needed for a beat. {@link #begin} and {@link #sweep} do
     * for all that are left, which takes seconds where there are a million.
     *
     * @return whether it is done for all
     */
    public boolean hydrate(int most) {
        return merchants.hydrate(most);
    }

    /**
     * Works off what is due at a beat.
     *
     * @param attached the rules the beat brings, or null
     * @return the task's report, or null when the beat is older than the last one
     */
    public TaskReport beat(BeatTerms terms, RuleBook attached) {
        return begin(terms, attached) ? sweep(Integer.MAX_VALUE) : null;
    }

    /**
     * Begins to work off what is due at a beat: merchants are visited by {@link #sweep}. Events may come in between.
     *
     * @param attached the rules the beat brings, or null
     * @return whether it was begun: not when the beat is older than the last one, or that one's merchants are still being visited
     */
    public boolean begin(BeatTerms terms, RuleBook attached) {
        boolean old = terms.number() <= state.lastBeat().number() && terms.time() <= state.beatTime();
        if (old || state.isSweeping()) {
            return false;
        }
        long last = state.beatTime();
        clock = clockAt(terms.time());
        limit.reached(terms.time());
        merchants.hydrate(Integer.MAX_VALUE);
        // Before the beat's own periods begin: what they credit was charged until now.
        verdicts.release(clock, id -> merchants.of(id, null), this::invalidated);
        sweep.begin(terms, attached, clock);
        seen.beat(terms.time(), policy.memory().impressionSpanMillis());
        orders.beat(last, terms.time());
        verdicts.beat(last, terms.time());
        settled.sweep(terms.time() - policy.windows().restateMillis());
        buckets.beat(last, terms.time());
        return true;
    }

    /** Whether merchants are still to be visited for the last beat; it may have been begun before the task was stopped. */
    public boolean isSweeping() {
        return state.isSweeping();
    }

    /** Merchants visited since the task started, each as often as it was. */
    public long visits() {
        return sweep.visits();
    }

    /**
     * Visits merchants for the beat that was begun, while {@link #isSweeping}.
     *
     * @param most how many at most
     * @return the task's report when all are visited, else null
     */
    public TaskReport sweep(int most) {
        merchants.hydrate(Integer.MAX_VALUE);
        return sweep.goOn(most, clock);
    }

    private MetricWindows.Clock clockAt(long serviceTime) {
        return new MetricWindows.Clock(
                calendar,
                serviceTime,
                policy.windows().graceMillis(),
                policy.windows().restateMillis());
    }
}

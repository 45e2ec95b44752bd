package io.tributary.domain.merchant;

import io.tributary.domain.Arm;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The work of one merchant partition: what happens to an impression, an order line, a profile and a beat. Every method
 * decides first and changes state last, so that a record it refuses (by IllegalArgumentException) leaves no trace.
 */
public final class MerchantTask {
    /** Merchants looked at in a row. */
    private static final int LOOKS_AT_ONCE = 500;

    private final MerchantPolicy policy;
    private final TaskState state;
    private final TaskEngine engine;
    private final MerchantRepository book;
    private final SeenImpressions seen;
    private final OrderMemory orders;
    private final Cohorts cohorts;
    private final OrderLines lines;
    private final DayCalendar calendar;
    private final Agenda agenda;
    private final Charger charger;
    private final Sweep sweep;
    private final TimeLimit limit;
    private MetricWindows.Clock clock;

    /**
     * @param rules the rules the task had when it stopped; {@link RuleBook#EMPTY} at first
     */
    public MerchantTask(MerchantPolicy policy, TaskState state, TaskEngine engine, RuleBook rules, Outbox outbox) {
        this.policy = policy;
        this.state = state;
        this.engine = engine;
        this.book = engine.merchants();
        this.seen = engine.seen();
        this.orders = new OrderMemory(policy, state, engine.orders());
        this.calendar = new DayCalendar(policy.metricZone());
        this.agenda = new Agenda(policy, engine.timers());
        TaskProgrammes programmes = new TaskProgrammes(rules, state.beatTime());
        Ledger ledger = new Ledger(outbox);
        this.charger = new Charger(policy, state, programmes, ledger, agenda);
        Visit visit = new Visit(policy, state, programmes, ledger, outbox);
        this.sweep = new Sweep(agenda, state, engine, programmes, visit, new DeliveryHorizon(policy, state));
        this.cohorts = new Cohorts(state);
        this.lines = new OrderLines(state, this.orders, cohorts, agenda);
        this.limit = new TimeLimit(policy.futureMillis());
        limit.reached(state.beatTime());
        state.longestDelay(policy.directiveLifeMillis());
        this.clock = clockAt(state.beatTime());
    }

    /**
     * Deduplicates, counts and charges.
     *
     * @param known the merchant if it is at hand; null to look for it
     * @throws IllegalArgumentException when it cannot be counted
     */
    public void impression(String merchantId, MerchantState known, ImpressionEvent shown) {
        limit.check("time", shown.time());
        MerchantState merchant = open(merchantId, known);
        Counters counters = state.counters();
        long idFirst = merchant.own(shown.idFirst());
        long idSecond = merchant.own(shown.idSecond());
        if (seen.contains(idFirst, idSecond)) {
            counters.duplicates++;
            return;
        }
        boolean exposure = shown.isExposure();
        Membership membership = merchant.windows().membership(shown.time());
        String chargedTo = exposure ? charger.charge(merchant, membership, shown) : null;
        seen.add(idFirst, idSecond, policy.mostImpressionIds());
        boolean late = clock.isLate(shown.time());
        count(merchant, shown, membership.arm(shown.bucket()), chargedTo, late);
        counters.impressions++;
        counters.exposures += exposure ? 1 : 0;
        counters.charged += chargedTo == null ? 0 : 1;
        counters.late += late ? 1 : 0;
        state.countTraffic(shown.surface());
        state.seen(shown.time());
        if (exposure) {
            cohorts.exposed(membership, shown.bucket(), shown.time());
        }
        agenda.scheduleBy(merchant, shown.time());
    }

    /** What does nothing but count goes into the journal; with all else the merchant's record is written. */
    private void count(MerchantState merchant, ImpressionEvent shown, Arm arm, String chargedTo, boolean late) {
        int dimensions = Dimensions.of(shown.surface(), arm);
        int measures = shown.measures(late);
        boolean countsOnly =
                chargedTo == null && merchant.windows().countIfOpen(clock, shown.time(), dimensions, measures);
        if (shown.isExposure() && shown.bucket() >= 0) {
            merchant.potential().exposed();
        }
        if (countsOnly) {
            engine.log().add(merchant, shown, arm, late, book);
            keepJournalShort();
        } else {
            book.changed(merchant);
            merchant.windows().impression(clock, shown.time(), dimensions, measures, chargedTo);
        }
    }

    private void keepJournalShort() {
        int overdue = engine.hydrator().overdue();
        if (overdue > 0) {
            sweep.hydrate(overdue);
        }
    }

    /**
     * Deduplicates and counts; a refund is turned back where its payment was counted.
     *
     * @param known as for {@link #impression}
     */
    public void order(String merchantId, MerchantState known, OrderEvent sold) {
        limit.check("time", sold.time());
        MerchantState merchant = open(merchantId, known);
        merchant.currencies().check(sold.currency());
        merchant.soldIn(sold.currency());
        if (lines.count(clock, merchant, sold)) {
            engine.log().addSnapshot(merchant, book);
            keepJournalShort();
        } else {
            book.changed(merchant);
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
        MerchantState merchant = open(merchantId, null);
        if (updatedAt < merchant.profiledAt()) {
            state.counters().staleProfiles++;
            return;
        }
        book.changed(merchant);
        merchant.profile(profile, updatedAt);
        sweep.redecide(merchant);
    }

    /** Takes a merchant's profile away. */
    public void withdraw(String merchantId) {
        MerchantState merchant = open(merchantId, null);
        book.changed(merchant);
        merchant.profile(null, merchant.profiledAt());
        sweep.redecide(merchant);
    }

    /**
     * Withdraws the profiles of all merchants but these. Looks at all merchants.
     *
     * @return how many were withdrawn
     */
    public int withdrawAllBut(Set<String> present) {
        List<String> gone = new ArrayList<>();
        MerchantRepository.Pass pass = book.pass();
        boolean more = true;
        while (more) {
            more = pass.next(LOOKS_AT_ONCE, merchant -> {
                if (merchant.profile() != null && !present.contains(merchant.id())) {
                    gone.add(merchant.id());
                }
            });
        }
        gone.forEach(this::withdraw);
        return gone.size();
    }

    /**
     * Picks up merchants that were stored, at most so many more: all of them are needed for a beat. {@link #begin} and {@link #sweep} do
     * for all that are left, which takes seconds where there are a million.
     *
     * @return whether it is done for all
     */
    public boolean hydrate(int most) {
        return sweep.hydrate(most);
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
        sweep.begin(terms, attached, clock);
        seen.beat(terms.time(), policy.impressionSpanMillis());
        orders.beat(last, terms.time());
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
        return sweep.goOn(most, clock);
    }

    private MetricWindows.Clock clockAt(long serviceTime) {
        return new MetricWindows.Clock(calendar, serviceTime, policy.graceMillis(), policy.restateMillis());
    }

    /**
     * @param known null to look for it
     */
    private MerchantState open(String merchantId, MerchantState known) {
        MerchantState merchant = known == null ? book.find(merchantId) : known;
        if (merchant == null) {
            merchant = book.add(merchantId);
            merchant.number(state.counters().merchants++);
        }
        sweep.hydrate(merchant);
        return merchant;
    }
}

package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.allocation.GrantLimit;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.ledger.EntryKind;
import io.tributary.domain.ledger.Period;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.programme.ProgrammeRules;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is done for one merchant at a beat: windows, enrolment, grants, the ledger, suspension, the directive. */
final class Visit {
    /** Shortest memory of a delivery rate, milliseconds. */
    private static final double SHORTEST_MEMORY = 60_000;
    /** Memory of a rate against the time it is used to look ahead: long enough to be steady. */
    private static final double MEMORY_PER_HORIZON = 6;

    private static final LocalizedText PASSED_ON = new LocalizedText(
            "本期即使按最大力度扶持也用不完的曝光额度，已转给其他商家。",
            "What cannot be used in this period even at full support was passed on to other merchants.");
    private static final LocalizedText OUT_OF_REACH = new LocalizedText(
            "即使按最大力度扶持，本期也无法达到保底曝光：可展示的商品或匹配的请求不足。",
            "The guaranteed exposure is out of reach in this period even at full support: too few items or matching requests.");

    /** What is left to a merchant that has run dry: with nothing left it would not be boosted, and never be seen to come back. */
    private static final long PROBE = 2;

    private final MerchantPolicy policy;
    private final TaskState state;
    private final Outbox outbox;
    private final Enrolment enrolment;
    private final Levels levels;
    private final DirectiveWriter directives;
    private BeatTerms beat = BeatTerms.NONE;
    private RuleBook rules = RuleBook.EMPTY;
    private MetricWindows.Clock clock;
    private Function<String, Members> membersOf;

    Visit(MerchantPolicy policy, TaskState state, Outbox outbox) {
        this.policy = policy;
        this.state = state;
        this.outbox = outbox;
        this.enrolment = new Enrolment(outbox);
        this.levels = new Levels(policy.directiveLifeMillis());
        this.directives = new DirectiveWriter(policy, state, outbox, levels);
    }

    void begin(BeatTerms now, RuleBook inForce, MetricWindows.Clock at, Function<String, Members> members) {
        beat = now;
        rules = inForce;
        clock = at;
        membersOf = members;
    }

    /**
     * @return when time alone makes the merchant due again; {@link Long#MAX_VALUE} for never
     */
    long visit(MerchantState merchant) {
        merchant.windows()
                .advance(
                        clock,
                        (window, cell, status) ->
                                outbox.metric(merchant.id(), window, cell, status, programmes(merchant)));
        for (Account account : merchant.departed()) {
            book(merchant, account, account.previous());
            book(merchant, account, account.current());
        }
        boolean changed = false;
        Map<String, Eligibility.Decision> outcomes = null;
        // Without the rules in force nothing is decided: the next beat brings them, and with them another visit.
        boolean decides = merchant.isUndecided() && rules.digest() == beat.rulesDigest();
        if (decides) {
            merchant.departed().removeIf(account -> !isCurrent(account));
            outcomes = Enrolment.outcomes(merchant, rules, beat.time());
            changed = Enrolment.decide(merchant, rules, outcomes, beat.number(), this);
        }
        boolean granted = false;
        for (Account account : merchant.accounts()) {
            granted |= settle(merchant, account);
        }
        if (decides || granted) {
            Map<String, Eligibility.Decision> told =
                    outcomes == null ? Enrolment.outcomes(merchant, rules, beat.time()) : outcomes;
            enrolment.announce(merchant, rules, told, beat.time());
            merchant.undecided(merchant.isUndecided() && !decides);
        }
        long refresh = directives.write(merchant, beat, rules, membersOf, granted || changed);
        return Math.min(refresh, merchant.windows().dueAt(policy.graceMillis(), policy.restateMillis()));
    }

    private static List<String> programmes(MerchantState merchant) {
        return merchant.accounts().stream().map(Account::programmeId).toList();
    }

    /** Stops boosting at once. */
    void withdraw(MerchantState merchant, Function<String, Members> members) {
        directives.withdraw(merchant, members);
    }

    /** Learnt delay from rendering to arrival, bounded by a directive's life. */
    double delayMillis() {
        return state.delayWithin(policy.directiveLifeMillis());
    }

    /** How long a delivery rate is remembered, milliseconds. */
    double rateMemory() {
        double horizon = delayMillis() + state.lastBeat().intervalMillis();
        return Math.max(SHORTEST_MEMORY, MEMORY_PER_HORIZON * horizon);
    }

    /**
     * Rolls, grants, books and paces one account.
     *
     * @return whether its grant changed
     */
    private boolean settle(MerchantState merchant, Account account) {
        Members group = members(account.programmeId());
        ProgrammeTerms terms = group.terms();
        if (terms == null) {
            return false;
        }
        group.exclude(account);
        book(merchant, account, account.previous());
        if (account.current().start() != terms.periodStart()) {
            release(merchant, account, account.current());
            account.roll(terms.periodStart(), terms.periodEnd());
        }
        book(merchant, account, account.current());
        account.response().advance(terms.schedule());
        limitToReach(merchant, account, terms);
        boolean granted = grant(merchant, account, terms);
        pace(account, terms);
        group.include(merchant, account);
        return granted;
    }

    /** Lower terms take effect at once, higher ones when the rate covers them: so the sum never exceeds the pool. */
    private boolean grant(MerchantState merchant, Account account, ProgrammeTerms terms) {
        if (terms.grantRate() < 0) {
            return false;
        }
        long exposures = Members.grant(terms.grantRate(), terms.floorScale(), account);
        if (account.changedAtBeat() > terms.ratedBeat()) {
            exposures = Math.min(exposures, account.granted());
        }
        if (exposures == account.granted()) {
            return false;
        }
        account.current().grant(exposures);
        members(account.programmeId()).regranted();
        entry(merchant, account, account.current(), EntryKind.GRANT, exposures, reason(account, exposures));
        return true;
    }

    /**
     * Suspends a merchant that runs ahead of schedule or has spent its grant; resumes one that is due again. One that waits for
     * its grant is not suspended: it would have to wait for the schedule to reach a whole exposure once granted.
     */
    private void pace(Account account, ProgrammeTerms terms) {
        RuleBook.Entry entry = rules.entry(account.programmeId());
        if (entry == null) {
            account.resume();
            return;
        }
        long granted = account.granted();
        double used = account.spent() + inFlight(account, terms);
        levels.update(account, entry.rules(), terms, used);
        if (granted == 0) {
            account.resume();
        } else if (account.spent() >= granted) {
            account.suspend(Double.POSITIVE_INFINITY);
        } else {
            levels.gate(account, entry.rules(), terms, used);
        }
    }

    private double inFlight(Account account, ProgrammeTerms terms) {
        double onItsWay = levels.trafficWithin(delayMillis(), terms, beat.time());
        return account.isDirected()
                ? account.response().expected(account.response().push(), onItsWay)
                : 0;
    }

    /** Takes from a merchant what it cannot get even at full boost, so that others can use it. */
    private void limitToReach(MerchantState merchant, Account account, ProgrammeTerms terms) {
        if (terms.strength() < 1) {
            // Held back by its relevance budget, nobody could use what one merchant gives up.
            return;
        }
        double left = Math.max(0, 1 - terms.schedule()) * share(merchant, account);
        double reach = Math.max(
                account.spent() + PROBE,
                account.reach().reach(account.spent(), account.response().fullTraffic(), left));
        long limit = GrantLimit.next(account.reachable(), reach, account.granted(), terms.schedule());
        if (limit != account.reachable()) {
            boolean more = limit > account.reachable();
            account.reachable(limit, beat.number());
            Members group = members(account.programmeId());
            group.regranted();
            if (more) {
                group.changed(merchant);
            }
        }
    }

    private static double share(MerchantState merchant, Account account) {
        double all = 0;
        for (Account each : merchant.accounts()) {
            all += Math.max(0, each.granted() - each.spent());
        }
        return all <= 0 ? 1 : Math.max(0, account.granted() - account.spent()) / all;
    }

    private void book(MerchantState merchant, Account account, Period period) {
        long exposures = period.book();
        if (exposures > 0) {
            entry(merchant, account, period, EntryKind.CHARGE, exposures);
        }
    }

    private void release(MerchantState merchant, Account account, Period period) {
        book(merchant, account, period);
        long unspent = period.granted() - period.spent();
        if (unspent > 0) {
            entry(merchant, account, period, EntryKind.RELEASE, unspent);
        }
    }

    private static LocalizedText reason(Account account, long exposures) {
        if (account.reachable() == GrantLimit.NONE) {
            return null;
        }
        return exposures < account.floor() ? OUT_OF_REACH : PASSED_ON;
    }

    private void entry(MerchantState merchant, Account account, Period period, EntryKind kind, long exposures) {
        entry(merchant, account, period, kind, exposures, null);
    }

    private void entry(
            MerchantState merchant,
            Account account,
            Period period,
            EntryKind kind,
            long exposures,
            LocalizedText reason) {
        outbox.entry(
                merchant.id(),
                new Outbox.Entry(
                        merchant.nextLedgerSequence(),
                        account.programmeId(),
                        period.start(),
                        kind,
                        exposures,
                        period.granted(),
                        period.spent(),
                        beat.number(),
                        beat.time(),
                        reason));
    }

    Members members(String programmeId) {
        return membersOf.apply(programmeId);
    }

    /** Takes an account off the merchant's; until its period ends it is kept among the departed. */
    void close(MerchantState merchant, Account account) {
        book(merchant, account, account.previous());
        release(merchant, account, account.current());
        members(account.programmeId()).leave(merchant, account);
        if (isCurrent(account)) {
            account.depart();
            merchant.departed().add(account);
            state.tallies().get(account.programmeId()).committed += account.spent();
        }
    }

    /** The account to enrol with: the one that was closed in this period, with what it has spent, or a new one. */
    Account reopen(MerchantState merchant, ProgrammeRules programme) {
        String programmeId = programme.id();
        Account account = merchant.departed(programmeId);
        if (account == null) {
            return Account.first(programmeId, 1 + programme.initialStrength());
        }
        merchant.departed().remove(account);
        state.tallies().get(programmeId).committed -= account.spent();
        return account;
    }

    private boolean isCurrent(Account account) {
        ProgrammeTally tally = state.tallies().get(account.programmeId());
        return tally != null && account.current().start() == tally.periodStart;
    }
}

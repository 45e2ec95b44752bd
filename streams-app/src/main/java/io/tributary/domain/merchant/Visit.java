package io.tributary.domain.merchant;

import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What is done for one merchant at a beat: windows, enrolment, grants, the ledger, suspension, the directive. */
final class Visit {
    /** Shortest memory of a delivery rate, milliseconds. */
    private static final double SHORTEST_MEMORY = 60_000;
    /** Memory of a rate against the time it is used to look ahead: long enough to be steady. */
    private static final double MEMORY_PER_HORIZON = 6;
    /** An exposure is charged to an account that was closed if it comes within this time after the account's period, milliseconds. */
    private static final long LATEST_CHARGE = TimeUnit.DAYS.toMillis(1);

    private final MerchantPolicy policy;
    private final TaskState state;
    private final Outbox outbox;
    private final Books books;
    private final Grants grants;
    private final Enrolment enrolment;
    private final Enrolments enrolments;
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
        this.books = new Books(outbox);
        this.grants = new Grants(books);
        this.enrolment = new Enrolment(outbox);
        this.enrolments = new Enrolments(policy, state);
        this.levels = new Levels(policy.directiveLifeMillis());
        this.directives = new DirectiveWriter(policy, state, outbox, levels);
    }

    void begin(BeatTerms now, RuleBook inForce, MetricWindows.Clock at, Function<String, Members> members) {
        beat = now;
        books.begin(now);
        rules = inForce;
        clock = at;
        membersOf = members;
    }

    /**
     * @return when time alone makes the merchant due again; {@link Long#MAX_VALUE} for never
     */
    long visit(MerchantState merchant) {
        merchant.windows().advance(clock, (window, cell, status) -> outbox.metric(merchant.id(), window, cell, status));
        for (Account account : merchant.departed()) {
            books.book(merchant, account, account.previous());
            books.book(merchant, account, account.current());
        }
        merchant.removeDeparted(account -> beat.time() >= account.current().end() + LATEST_CHARGE);
        boolean changed = false;
        Map<String, Eligibility.Decision> outcomes = null;
        // Without the rules in force nothing is decided: the next beat brings them, and with them another visit.
        boolean decides = merchant.isUndecided() && rules.digest() == beat.rulesDigest();
        if (decides) {
            outcomes = Enrolment.outcomes(merchant, rules, beat.time());
            changed = Enrolment.decide(merchant, rules, outcomes, beat.number(), this);
            enrolments.follow(merchant, rules, beat.time());
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
        long windowDue = merchant.windows().dueAt(policy.graceMillis(), policy.restateMillis());
        return Math.min(refresh, policy.publishedAt(windowDue, merchant));
    }

    /** Stops boosting at once. */
    void withdraw(MerchantState merchant, Function<String, Members> members) {
        directives.withdraw(merchant, members, () -> Withdrawals.why(merchant, beat, members));
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
        books.book(merchant, account, account.previous());
        if (account.current().start() != terms.periodStart()) {
            books.release(merchant, account, account.current());
            account.roll(terms.periodStart(), terms.periodEnd());
        }
        books.book(merchant, account, account.current());
        account.response().advance(terms.schedule());
        RuleBook.Entry entry = rules.entry(account.programmeId());
        grants.limit(merchant, account, group, terms, entry == null ? null : entry.rules(), beat.number());
        boolean granted = grants.grant(merchant, account, group, terms);
        pace(merchant, account, terms);
        group.include(merchant, account);
        return granted;
    }

    /**
     * Suspends a merchant that runs ahead of schedule or has spent its grant; resumes one that is due again. One that waits for
     * its grant is not suspended: it would have to wait for the schedule to reach a whole exposure once granted.
     */
    private void pace(MerchantState merchant, Account account, ProgrammeTerms terms) {
        RuleBook.Entry entry = rules.entry(account.programmeId());
        if (entry == null) {
            account.suspension().end();
            return;
        }
        long granted = account.granted();
        double used = account.spent() + inFlight(account, terms);
        levels.update(account, entry.rules(), terms, used);
        if (isStopped(merchant)) {
            levels.hold(account);
        }
        if (granted == 0) {
            account.suspension().end();
        } else if (account.spent() >= granted) {
            account.suspension().until(Double.POSITIVE_INFINITY);
        } else {
            levels.gate(account, entry.rules(), terms, used);
        }
    }

    private boolean isStopped(MerchantState merchant) {
        return !beat.stopped().isEmpty() && beat.stopped().contains("merchant:" + merchant.id());
    }

    private double inFlight(Account account, ProgrammeTerms terms) {
        double onItsWay = levels.trafficWithin(delayMillis() + beat.behindMillis(), terms, beat.time());
        return account.issued().isDirected()
                ? account.response().expected(account.response().push(), onItsWay)
                : 0;
    }

    Members members(String programmeId) {
        return membersOf.apply(programmeId);
    }

    /** Takes an account off the merchant's; for exposures that come late it is kept among the departed for a while. */
    void close(MerchantState merchant, Account account) {
        books.book(merchant, account, account.previous());
        books.release(merchant, account, account.current());
        members(account.programmeId()).leave(merchant, account);
        account.depart();
        merchant.addDeparted(account);
        if (isCurrent(account)) {
            state.tallies().get(account.programmeId()).committed += account.spent();
        }
    }

    /** The account to enrol with: the one that was closed in this period, with what it has spent, or a new one. */
    Account reopen(MerchantState merchant, ProgrammeRules programme) {
        String programmeId = programme.id();
        Account account = merchant.departed(programmeId);
        if (account == null || !isCurrent(account)) {
            return Account.first(programmeId, 1 + programme.delivery().boost().initialStrength());
        }
        merchant.removeDeparted(each -> each == account);
        state.tallies().get(programmeId).committed -= account.spent();
        return account;
    }

    private boolean isCurrent(Account account) {
        ProgrammeTally tally = state.tallies().get(account.programmeId());
        return tally != null && account.current().start() == tally.periodStart;
    }
}

package io.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A merchant's ledger beside a model of it that knows nothing but sums of periods. */
final class LedgerModel {
    private static final long DAWN = 1_772_380_800_000L;
    private static final long HOUR = 3_600_000;
    private static final long SLACK = 60_000;

    enum Step {
        GRANT,
        CHARGE,
        CHARGE_OF_LAST_PERIOD,
        CHARGE_OF_LONG_AGO,
        CREDIT,
        BOOK,
        END_PERIOD,
        LEAVE,
        COME_BACK,
        ISSUE,
        EXPIRE,
        CLAW_BACK,
        RESTART
    }

    /** What a period came to, by the model. */
    private static final class Sums {
        long granted;
        long charged;
        long credited;

        long spent() {
            return charged - credited;
        }
    }

    private final SaidByLedger said = new SaidByLedger();
    private final Ledger ledger = new Ledger(said);
    private final Grantee merchant = said.grantee("m1");
    private final Map<Long, Sums> model = new HashMap<>();
    private final List<Budget> closed = new ArrayList<>();
    private final CouponModel coupons = new CouponModel();
    private ProgrammeAccount account;
    private Budget budget;
    /** Periods by their number: the programme's, the one that the budget is in, and the first that the budget knows. */
    private long period;

    private long budgetPeriod;
    private long firstPeriod;

    LedgerModel() {
        account = new ProgrammeAccount(start(0));
        open();
    }

    /** Does something at the ledger and in the model, and compares what the ledger says of it. */
    void take(Step step, long beat, Random random) {
        ledger.beat(beat, DAWN + beat);
        take(step, random);
        assertThat(account.committed()).as("committed after %s", step).isEqualTo(committed());
    }

    /** Compares the entries, when all are written, with what they come to and with the model. */
    void check() {
        bookAll();
        checkEntries();
        checkSums();
        coupons.check(said.entries);
        model.keySet()
                .forEach(number ->
                        assertThat(total(number, EntryKind.USE)).isLessThanOrEqualTo(total(number, EntryKind.CHARGE)));
    }

    private void take(Step step, Random random) {
        switch (step) {
            case GRANT -> grant(random.nextInt(20));
            case CHARGE -> charge(budgetPeriod, random);
            case CHARGE_OF_LAST_PERIOD -> charge(budgetPeriod - 1, random);
            case CHARGE_OF_LONG_AGO -> charge(budgetPeriod - 2, random);
            case CREDIT -> credit(random.nextInt(4));
            case BOOK -> bookAll();
            case END_PERIOD -> endPeriod();
            case LEAVE -> leave();
            case COME_BACK -> comeBack();
            case ISSUE -> issue(random);
            case EXPIRE -> expire(random);
            case CLAW_BACK -> clawBack();
            case RESTART -> budget = Budget.restored("farm", budget.isClosed(), budget.snapshot());
            default -> throw new AssertionError(step);
        }
    }

    private void open() {
        budget = new Budget("farm");
        budget.agree(new GrantTerms(0, 1, 100), false, 1);
        ledger.startPeriod(merchant, budget, start(period), start(period + 1));
        budgetPeriod = period;
        firstPeriod = period;
    }

    private void grant(long exposures) {
        if (budget.isClosed()) {
            return;
        }
        Sums sums = sums(budgetPeriod);
        boolean changes = sums.granted != exposures;
        assertThat(ledger.grant(merchant, budget, exposures)).isEqualTo(changes);
        sums.granted = exposures;
    }

    private void charge(long number, Random random) {
        String directive = DirectiveId.of("farm", start(number), 1, start(number) + HOUR);
        long time = start(number) + random.nextInt((int) HOUR);
        Period charged = budget.periodOf(directive, 1, time, SLACK);
        boolean known = number >= firstPeriod && number > budgetPeriod - 2;
        assertThat(charged != null).as("charged to period %d", number).isEqualTo(known);
        if (known) {
            ledger.charge(budget, charged, account, time);
            sums(number).charged++;
            coupons.charged(time, number == budgetPeriod);
        }
    }

    private void credit(long exposures) {
        Sums sums = sums(budgetPeriod);
        if (exposures > sums.spent()) {
            int before = said.entries.size();
            ledger.book(merchant, budget);
            int booked = said.entries.size();
            assertThatThrownBy(() -> ledger.credit(merchant, budget, account, exposures, null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(said.entries).hasSize(booked).hasSizeGreaterThanOrEqualTo(before);
        } else {
            ledger.credit(merchant, budget, account, exposures, null);
            sums.credited += exposures;
        }
    }

    private void endPeriod() {
        period++;
        account = new ProgrammeAccount(start(period));
        if (!budget.isClosed()) {
            ledger.startPeriod(merchant, budget, start(period), start(period + 1));
            budgetPeriod = period;
            coupons.startPeriod();
        }
    }

    /** Of a time that begins before now, now or later, and mostly ends in this period or the next. */
    private void issue(Random random) {
        if (!budget.isClosed()) {
            long from = start(budgetPeriod) + random.nextInt((int) HOUR);
            long until = from + 1 + random.nextInt((int) HOUR);
            Coupon coupon = coupons.issue(1 + random.nextInt(4), from, until);
            ledger.issue(merchant, budget, coupon);
        }
    }

    private void expire(Random random) {
        long now = start(budgetPeriod) + random.nextInt((int) HOUR);
        ledger.expire(merchant, budget, now);
        coupons.expire(now);
        budget.back(now, 1);
        assertThat(budget.backing()).as("backing").isEqualTo(coupons.backing(now));
        assertThat(budget.floor()).isEqualTo(coupons.backing(now));
        assertThat(budget.cap()).isEqualTo(100 + coupons.backing(now));
    }

    private void clawBack() {
        ledger.clawBack(merchant, budget);
        coupons.clawBack();
    }

    private void leave() {
        if (!budget.isClosed()) {
            ledger.close(merchant, budget, account);
            Sums sums = sums(budgetPeriod);
            sums.granted = Math.min(sums.granted, sums.spent());
        }
    }

    private void comeBack() {
        if (!budget.isClosed()) {
            return;
        }
        assertThat(ledger.canReopen(budget, account)).isEqualTo(budgetPeriod == period);
        if (budgetPeriod == period) {
            ledger.reopen(budget, account);
        } else {
            Budget before = budget;
            closed.add(before);
            open();
            ledger.carryCoupons(merchant, before, budget);
            coupons.startPeriod();
        }
    }

    private long committed() {
        return budget.isClosed() && budgetPeriod == period ? sums(period).spent() : 0;
    }

    private void bookAll() {
        closed.forEach(each -> ledger.book(merchant, each));
        ledger.book(merchant, budget);
    }

    /** Adds up the entries one by one; what each states is what they come to. */
    private void checkEntries() {
        Map<Long, Long> granted = new HashMap<>();
        Map<Long, Long> spent = new HashMap<>();
        long sequence = 0;
        for (Entry entry : said.entries) {
            assertThat(entry.sequence()).isEqualTo(++sequence);
            assertThat(entry.exposures()).as("%s", entry).isNotNegative();
            long of = entry.periodStart();
            switch (entry.kind()) {
                case GRANT -> granted.put(of, entry.exposures());
                case CHARGE -> spent.merge(of, entry.exposures(), Long::sum);
                case CREDIT -> spent.merge(of, -entry.exposures(), Long::sum);
                case RELEASE ->
                    assertThat(entry.exposures()).as("%s", entry).isEqualTo(entry.granted() - entry.spent());
                case ISSUE, USE, EXPIRE, CLAW_BACK ->
                    assertThat(entry.couponId()).as("%s", entry).isNotNull();
                default -> throw new AssertionError(entry);
            }
            assertThat(entry.spent()).as("spent after %s", entry).isEqualTo(spent.getOrDefault(of, 0L));
            assertThat(entry.spent()).as("spent after %s", entry).isNotNegative();
            assertThat(entry.granted()).as("granted after %s", entry).isLessThanOrEqualTo(granted.getOrDefault(of, 0L));
        }
    }

    private void checkSums() {
        model.forEach((number, sums) -> {
            assertThat(total(number, EntryKind.CHARGE)).isEqualTo(sums.charged);
            assertThat(total(number, EntryKind.CREDIT)).isEqualTo(sums.credited);
        });
        Sums last = sums(budgetPeriod);
        assertThat(budget.spent()).isEqualTo(last.spent());
        assertThat(budget.granted()).isEqualTo(last.granted);
    }

    private long total(long number, EntryKind kind) {
        return said.entries.stream()
                .filter(entry -> entry.periodStart() == start(number) && entry.kind() == kind)
                .mapToLong(Entry::exposures)
                .sum();
    }

    private Sums sums(long number) {
        return model.computeIfAbsent(number, each -> new Sums());
    }

    private static long start(long number) {
        return DAWN + number * HOUR;
    }
}

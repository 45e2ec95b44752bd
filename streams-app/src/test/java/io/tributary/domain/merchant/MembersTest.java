package io.tributary.domain.merchant;

import static io.tributary.domain.merchant.FarmProgramme.DAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.Surface;
import io.tributary.domain.experiment.BucketTotals;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.GrantTerms;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.ledger.RateEstimate;
import io.tributary.domain.pool.ProgrammeSum;
import io.tributary.domain.pool.ProgrammeSums;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MembersTest {
    enum Change {
        JOIN,
        LEAVE,
        CHARGE,
        GRANT,
        SUSPEND,
        RESUME,
        DIRECT,
        WITHDRAW,
        OTHER_TERMS,
        LIMIT,
        OTHER_CANDIDATE
    }

    private final FarmProgramme farm = new FarmProgramme();
    private final Ledger ledger = new Ledger((merchant, entry) -> {});

    @Property(tries = 200)
    void shouldHaveTheSumsThatALookAtAllMembersGives(
            @ForAll @Size(max = 120) List<Change> changes, @ForAll Random random) {
        Members members = new Members(farm.id);
        members.terms(farm.terms());
        Map<String, Participation> all = new LinkedHashMap<>();
        Map<String, MerchantState> merchants = new LinkedHashMap<>();
        for (Change change : changes) {
            String id = "m" + random.nextInt(5);
            MerchantState merchant = merchants.computeIfAbsent(id, MerchantState::new);
            Participation part = all.get(id);
            if (change == Change.OTHER_CANDIDATE) {
                farm.candidateRate = random.nextInt(20);
                members.terms(farm.terms());
            } else if (part == null) {
                part = farm.enrol(merchant, ledger, random.nextInt(10));
                members.join(merchant, part);
                all.put(id, part);
            } else if (change == Change.LEAVE) {
                members.leave(merchant, part);
                merchant.removeParticipations(each -> true);
                all.remove(id);
            } else if (change == Change.CHARGE) {
                FarmProgramme.charge(ledger, part, 1);
                members.charged(part.budget());
            } else {
                update(members, merchant, part, change, random);
            }
            check(members, all);
        }
    }

    private void update(Members members, MerchantState merchant, Participation part, Change change, Random random) {
        Budget budget = part.budget();
        members.update(merchant, part, () -> {
            switch (change) {
                case GRANT -> ledger.grant(merchant, budget, random.nextInt(30));
                case SUSPEND -> part.controller().suspendUntil(random.nextInt(10) / 10.0);
                case RESUME -> part.controller().resume();
                case DIRECT -> part.controller().direct(Set.of(Surface.FEED), 1, 1);
                case WITHDRAW -> part.controller().withdraw();
                case OTHER_TERMS ->
                    budget.agree(
                            new GrantTerms(random.nextInt(6), random.nextInt(3), 10 + random.nextInt(50)), true, 2);
                case LIMIT -> budget.limitTo(random.nextInt(70), 3);
                default -> {}
            }
            return true;
        });
    }

    private void check(Members members, Map<String, Participation> all) {
        ProgrammeSums sums = sums(members);
        long granted = 0;
        long spent = 0;
        long floors = 0;
        long due = 0;
        long suspended = 0;
        long directed = 0;
        long atCandidate = 0;
        double free = 0;
        for (Participation each : all.values()) {
            Budget budget = each.budget();
            granted += budget.granted();
            spent += budget.spent();
            floors += budget.floor();
            due += budget.spent() < budget.granted() ? budget.granted() : 0;
            suspended += each.controller().isSuspended() ? 1 : 0;
            directed += each.controller().isDirected() ? 1 : 0;
            double uncapped = budget.floor() + farm.candidateRate * budget.weight();
            long rule = (long) Math.min(budget.cap(), uncapped);
            atCandidate += Math.max(rule, Math.min(budget.spent(), budget.granted()));
            free += uncapped < budget.cap() ? budget.weight() : 0;
        }
        assertThat(sums.count(ProgrammeSum.MEMBERS)).isEqualTo(all.size());
        assertThat(sums.count(ProgrammeSum.GRANTED)).as("granted").isEqualTo(granted);
        assertThat(sums.count(ProgrammeSum.SPENT)).as("spent").isEqualTo(spent);
        assertThat(sums.amount(ProgrammeSum.FLOORS)).as("floors").isEqualTo(floors);
        assertThat(sums.amount(ProgrammeSum.DUE_GRANTS))
                .as("grants that are not spent")
                .isEqualTo(due);
        assertThat(sums.count(ProgrammeSum.SUSPENDED)).as("suspended").isEqualTo(suspended);
        assertThat(sums.count(ProgrammeSum.DIRECTED)).as("directed").isEqualTo(directed);
        assertThat(sums.count(ProgrammeSum.CANDIDATE_SUM))
                .as("grants at the candidate")
                .isEqualTo(atCandidate);
        assertThat(sums.amount(ProgrammeSum.FREE_WEIGHT))
                .as("weight below caps")
                .isCloseTo(free, within(1e-9));
    }

    private ProgrammeSums sums(Members members) {
        BucketTotals totals = new BucketTotals();
        ProgrammeTally tally = new ProgrammeTally(DAWN, DAWN, FarmProgramme.HOLDOUT, totals, new RateEstimate());
        return members.report(tally, totals, 0);
    }

    @Test
    void shouldKeepItsSumsWhenAChangeFails() {
        Members members = members();
        MerchantState merchant = new MerchantState("m1");
        Participation part = join(members, merchant, 10);
        assertThatThrownBy(() -> members.update(merchant, part, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sums(members).count(ProgrammeSum.GRANTED)).isEqualTo(10);
    }

    @Test
    void shouldReturnWhatTheChangeReturns() {
        Members members = members();
        MerchantState merchant = new MerchantState("m1");
        Participation part = join(members, merchant, 10);
        assertThat(members.update(merchant, part, () -> true)).isTrue();
        assertThat(members.update(merchant, part, () -> false)).isFalse();
    }

    @Test
    void shouldResumeTheSuspendedInTheOrderInWhichTheyAreDue() {
        Members members = members();
        MerchantState early = new MerchantState("early");
        MerchantState late = new MerchantState("late");
        MerchantState gone = new MerchantState("gone");
        suspend(members, late, join(members, late, 10), 0.7);
        suspend(members, early, join(members, early, 10), 0.6);
        Participation departing = join(members, gone, 10);
        suspend(members, gone, departing, 0.5);
        members.leave(gone, departing);

        assertThat(members.nextResumed(0.55)).isNull();
        assertThat(members.nextResumed(0.8)).isSameAs(early);
        assertThat(members.nextResumed(0.8)).isSameAs(late);
        assertThat(members.nextResumed(0.8)).isNull();
    }

    @Test
    void shouldNotResumeAtATimeThatIsNoLongerAwaited() {
        Members members = members();
        MerchantState merchant = new MerchantState("m1");
        Participation part = join(members, merchant, 10);
        suspend(members, merchant, part, 0.6);
        suspend(members, merchant, part, 0.8);
        assertThat(members.nextResumed(0.7)).isNull();
        assertThat(members.nextResumed(0.8)).isSameAs(merchant);
    }

    @Test
    void shouldNameTheMembersWhoseTermsARateCoversOnce() {
        Members members = members();
        MerchantState merchant = new MerchantState("m1");
        Participation part = join(members, merchant, 10);
        part.budget().agree(new GrantTerms(9, 1, 60), false, 5);
        members.changed(merchant);
        farm.ratedBeat = 4;
        members.terms(farm.terms());
        assertThat(members.newlyRated()).isEmpty();
        farm.ratedBeat = 5;
        members.terms(farm.terms());
        assertThat(members.newlyRated()).containsExactly(merchant);
        assertThat(members.newlyRated()).isEmpty();
    }

    private Members members() {
        Members members = new Members(farm.id);
        members.terms(farm.terms());
        return members;
    }

    private Participation join(Members members, MerchantState merchant, long granted) {
        Participation part = farm.enrol(merchant, ledger, granted);
        members.join(merchant, part);
        return part;
    }

    private static void suspend(Members members, MerchantState merchant, Participation part, double until) {
        members.update(merchant, part, () -> {
            part.controller().suspendUntil(until);
            return true;
        });
    }
}

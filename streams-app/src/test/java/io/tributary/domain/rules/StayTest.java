package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.ClauseReading.TimeUse;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.TestClause;
import io.tributary.domain.eligibility.TestMerchant;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.EnrolmentEvent;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.History;
import io.tributary.domain.rules.Identity.Force;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StayTest {
    private static final long FROM = 1_000;
    private static final long UNTIL = 2_000;
    private static final TestMerchant MERCHANT = new TestMerchant(0, Map.of(), false);

    private final ProgrammeRules first = version(1, Force.AT_ONCE, 50, Long.MAX_VALUE);
    private final ProgrammeRules second = version(2, new Force(FROM, UNTIL), 10, Long.MAX_VALUE);

    @Test
    void shouldKeepWhoTookPartUnderTheFormerVersionUntilTheTime() {
        RuleBook book = book(first, second);
        Decisions before = decide(book, Decisions.NONE, FROM - 1);
        Decisions stays = decide(book, before, FROM);
        assertThat(stays.of("farm").version()).isEqualTo(1);
        assertThat(stays.reviewAt()).isEqualTo(UNTIL);
        assertThat(book.inForceAt(FROM).rules("farm", 1).quota().floor()).isEqualTo(50);
        assertThat(book.inForceAt(FROM).rules("farm", 2).quota().floor()).isEqualTo(10);
        assertThat(decide(book, stays, UNTIL - 1)).isSameAs(stays);
        assertThat(decide(book, stays, UNTIL).of("farm").version()).isEqualTo(2);
        assertThat(decide(book, Decisions.NONE, FROM).of("farm").version())
                .as("who comes later")
                .isEqualTo(2);
    }

    @Test
    void shouldDecideWhoLeavesAnewAtTheNextBeat() {
        RuleBook book = new RuleBook(
                1,
                List.of(
                        new RuleBook.Version(
                                first,
                                new Eligibility(List.of(TestClause.of(
                                        "early",
                                        new TimeUse(List.of(), List.of(), false, false),
                                        situation -> TestClause.holdsIf(situation.now() < FROM + 500)))),
                                RuleBook.AT_ONCE),
                        new RuleBook.Version(second, new Eligibility(List.of()), FROM)),
                List.of());
        Decisions stays = decide(book, decide(book, Decisions.NONE, 0), FROM);
        assertThat(stays.of("farm").version()).isEqualTo(1);
        Decisions left = decide(book, stays, FROM + 500);
        assertThat(left.of("farm"))
                .extracting(Decision::version, Decision::eligible)
                .containsExactly(1, false);
        assertThat(left.reviewAt()).as("due at the next beat").isEqualTo(FROM + 500);
        Decisions anew = decide(book, left, FROM + 501);
        assertThat(anew.of("farm"))
                .extracting(Decision::version, Decision::eligible)
                .containsExactly(2, true);
        assertThat(anew.of("farm").number()).isEqualTo(3);
    }

    @Test
    void shouldTakeWhoLeftAndAskedAgainIntoTheNewVersion() {
        RuleBook book = book(first, second);
        Decisions member = decide(book, Decisions.NONE, 0);
        EnrolmentHistory back =
                EnrolmentHistory.NONE.told(EnrolmentEvent.LEFT, "farm", 5).told(EnrolmentEvent.OPTED_IN, "farm", 6);
        History history =
                new History(History.NONE.milestones(), History.NONE.firstSaleAt(), History.NONE.clocks(), back);
        Review.Candidate candidate = new Review.Candidate(MERCHANT, history, member);
        Decisions after = Review.of(candidate, book.inForceAt(FROM), FROM).decisions();
        assertThat(after.of("farm"))
                .extracting(Decision::version, Decision::eligible)
                .containsExactly(2, true);
    }

    @Test
    void shouldStayNoLongerThanEitherVersionRuns() {
        Force toTheEnd = new Force(FROM, Long.MAX_VALUE);
        assertThat(Stay.until(version(1, Force.AT_ONCE, 50, 1_500), List.of(version(2, toTheEnd, 10, 9_000))))
                .isEqualTo(1_500);
        assertThat(Stay.until(first, List.of(version(2, toTheEnd, 10, 9_000)))).isEqualTo(9_000);
        assertThat(Stay.until(first, List.of(version(2, toTheEnd, 10, Long.MAX_VALUE))))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldStayAsFarAsAllVersionsSinceSay() {
        ProgrammeRules longer = version(3, new Force(1_200, 5_000), 5, Long.MAX_VALUE);
        assertThat(Stay.until(first, List.of(second, longer))).isEqualTo(UNTIL);
        assertThat(Stay.until(second, List.of(longer))).isEqualTo(5_000);
        ProgrammeRules none = version(3, Force.forAll(1_200), 5, Long.MAX_VALUE);
        assertThat(Stay.until(first, List.of(second, none))).isEqualTo(RuleBook.AT_ONCE);
        assertThat(decide(book(first, second, none), decide(book(first), Decisions.NONE, 0), 1_200)
                        .of("farm")
                        .version())
                .isEqualTo(3);
    }

    @Test
    void shouldTakeWhatIsNotAMerchantsOwnFromTheVersionInForce() {
        ProgrammeRules stayers = first.under(version(2, new Force(FROM, UNTIL), 10, 9_000));
        assertThat(stayers.version()).isEqualTo(1);
        assertThat(stayers.term().endsAt()).isEqualTo(9_000);
        assertThat(stayers.quota().floor()).isEqualTo(50);
        assertThat(stayers.quota().pool()).isEqualTo(20_000);
    }

    @Test
    void shouldRefuseWhatNobodyCouldStayUnder() {
        assertThatThrownBy(() -> new Force(FROM, FROM)).hasMessageContaining("transition.endsAt");
        assertThatThrownBy(() -> new Force(RuleBook.AT_ONCE, UNTIL)).hasMessageContaining("effectiveFrom");
        assertThatThrownBy(() -> version(1, new Force(FROM, UNTIL), 10, Long.MAX_VALUE))
                .hasMessageContaining("transition: is in version 1");
    }

    /**
     * The pool forgets versions as it goes. Whenever it does so, and whatever comes: what it still has says at all later times the same as all
     * versions ever published.
     *
     * @param steps of each version after the first: how much later it begins, and how long others stay; 0 for not at all
     */
    @Property(tries = 500)
    void shouldForgetNoVersionUnderWhichAnybodyStays(
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 40) Integer> steps,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 60) Integer> forgets) {
        List<ProgrammeRules> all = new ArrayList<>(List.of(version(1, Force.AT_ONCE, 1, 50)));
        ProgrammeVersions kept = new ProgrammeVersions();
        kept.put(all.get(0));
        long from = 0;
        for (int step : steps) {
            from += 1 + step % 7;
            long until = step / 7 == 0 ? RuleBook.AT_ONCE : from + 4L * (step / 7);
            all.add(version(all.size() + 1, new Force(from, until), 1, 40 + step));
        }
        all.subList(1, all.size()).forEach(kept::put);
        long now = 0;
        for (int time : forgets.stream().sorted().toList()) {
            now = time;
            kept.forgetReplaced(now);
        }
        for (long time = now; time < 80; time++) {
            assertThat(stays(kept.all(), time)).isEqualTo(stays(all, time));
        }
    }

    private static List<String> stays(Iterable<ProgrammeRules> versions, long time) {
        List<ProgrammeRules> given = new ArrayList<>();
        versions.forEach(given::add);
        RulesInForce rules = book(given.toArray(ProgrammeRules[]::new)).inForceAt(time);
        List<String> said =
                new ArrayList<>(List.of("in force " + rules.rules("farm").version()));
        IntStream.range(1, 10).forEach(version -> {
            Decision standing = new Decision(
                    "farm",
                    version,
                    1,
                    Review.of(MERCHANT, Decisions.NONE, rules, time)
                            .decisions()
                            .of("farm")
                            .outcome());
            Stay stay = rules.stay(standing, time);
            said.add(version + " " + (stay == null ? "-" : stay.until()));
        });
        return said;
    }

    private static Decisions decide(RuleBook book, Decisions before, long now) {
        return Review.of(MERCHANT, before, book.inForceAt(now), now).decisions();
    }

    private static RuleBook book(ProgrammeRules... versions) {
        List<RuleBook.Version> all = new ArrayList<>();
        for (ProgrammeRules each : versions) {
            Eligibility everybody = new Eligibility(List.of(TestClause.always("any", Verdict.HOLDS)));
            all.add(new RuleBook.Version(each, everybody, each.identity().effectiveFrom()));
        }
        return new RuleBook(1, all, List.of());
    }

    private static ProgrammeRules version(int version, Force force, long floor, long endsAt) {
        ProgrammeRules good = RuleBookTest.rules("farm", version);
        return new ProgrammeRules(
                new Identity("farm", version, new LocalizedText("测试", "Test"), ProgrammeStatus.ACTIVE, version, force),
                new Term(0, endsAt, ZoneId.of("UTC"), 1440),
                new Quota(10_000L * version, floor, 1_000, Map.of()),
                good.delivery(),
                List.of());
    }
}

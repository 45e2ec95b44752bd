package io.tributary.domain.eligibility;

import static io.tributary.domain.eligibility.TestClause.holdsIf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.eligibility.ClauseReading.TimeUse;
import io.tributary.domain.lists.ListEntry;
import io.tributary.domain.lists.ListVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReviewTimesTest {
    private static final long NOW = 1_772_380_800_000L;
    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final TimeUse NO_TIME = new TimeUse(List.of(), List.of(), false, false);
    private static final TimeUse ANY_TIME = new TimeUse(List.of(), List.of(), false, true);

    @Test
    void shouldNeverReviewWhatDoesNotDependOnTime() {
        assertThat(reviewAt(merchant(NOW - DAY, Map.of("AGRI", NOW + DAY)), TestClause.always("any", Verdict.HOLDS)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldReviewWhenTheTagEndsThatMatters() {
        CompiledClause agri = tagged("AGRI");
        assertThat(reviewAt(merchant(NOW, Map.of("AGRI", NOW + 5 * HOUR, "OTHER", NOW + HOUR)), agri))
                .isEqualTo(NOW + 5 * HOUR);
        assertThat(reviewAt(merchant(NOW, Map.of("OTHER", NOW + HOUR)), agri)).isEqualTo(Long.MAX_VALUE);
        assertThat(reviewAt(merchant(NOW, Map.of("AGRI", Long.MAX_VALUE)), agri))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(reviewAt(merchant(NOW, Map.of("AGRI", NOW)), agri))
                .as("ended already")
                .isEqualTo(Long.MAX_VALUE);
    }

    @Property(tries = 200)
    void shouldReviewAtTheVeryMomentAtWhichAnAgeIsReached(
            @ForAll @IntRange(min = 0, max = 400) int age,
            @ForAll @IntRange(min = -3, max = 400) int limit,
            @ForAll @IntRange(min = 0, max = 86_399_999) int intoTheDay,
            @ForAll @IntRange(min = 0, max = 3) int comparison) {
        TestMerchant merchant = merchant(NOW - age * DAY - intoTheDay, Map.of());
        TimeUse compares = new TimeUse(List.of((long) limit), List.of(), false, false);
        CompiledClause clause = TestClause.of(
                "age", compares, situation -> holds(age(situation), limit, comparison), MerchantField.AGE_DAYS);
        assertIsFirstChange(merchant, clause, LongStream.rangeClosed(-1, 402));
    }

    private static Verdict holds(long age, long limit, int comparison) {
        return holdsIf(
                switch (comparison) {
                    case 0 -> age < limit;
                    case 1 -> age <= limit;
                    case 2 -> age == limit;
                    default -> age != limit;
                });
    }

    /** A clause that holds every seventh day: the days to come are tried. */
    @Test
    void shouldReviewOnAnyDayWhatReckonsWithTheAge() {
        TimeUse reckons = new TimeUse(List.of(), List.of(), true, false);
        CompiledClause clause =
                TestClause.of("week", reckons, situation -> holdsIf(age(situation) % 7 == 0), MerchantField.AGE_DAYS);
        assertThat(reviewAt(merchant(NOW - 10 * DAY - 3, Map.of()), clause)).isEqualTo(NOW - 3 + 4 * DAY);
        CompiledClause never = TestClause.of("never", reckons, situation -> Verdict.FAILS, MerchantField.AGE_DAYS);
        assertThat(reviewAt(merchant(NOW - 10 * DAY - 3, Map.of()), never))
                .as("looked at again in a while")
                .isEqualTo(NOW - 3 + 24 * DAY);
    }

    @Property(tries = 100)
    void shouldFindTheMomentOfWhatReckonsWithTheTime(@ForAll @IntRange(min = 1, max = 86_000_000) int ahead) {
        CompiledClause clause = TestClause.of("now", ANY_TIME, situation -> holdsIf(situation.now() >= NOW + ahead));
        assertThat(reviewAt(merchant(NOW, Map.of()), clause)).isEqualTo(NOW + ahead);
    }

    @Test
    void shouldLookAgainWithinADayAtWhatReckonsWithTheTime() {
        CompiledClause clause = TestClause.of("now", ANY_TIME, situation -> Verdict.HOLDS);
        assertThat(reviewAt(merchant(NOW, Map.of()), clause)).isEqualTo(NOW + DAY);
    }

    @Test
    void shouldReviewAtAMomentThatIsComparedWith() {
        TimeUse moment = new TimeUse(List.of(), List.of(NOW + 7), false, false);
        CompiledClause from = TestClause.of("now", moment, situation -> holdsIf(situation.now() >= NOW + 7));
        CompiledClause after = TestClause.of("now", moment, situation -> holdsIf(situation.now() > NOW + 7));
        assertThat(reviewAt(merchant(NOW, Map.of()), from)).isEqualTo(NOW + 7);
        assertThat(reviewAt(merchant(NOW, Map.of()), after)).isEqualTo(NOW + 8);
    }

    @Test
    void shouldReviewWithTheFirstOfSeveralClauses() {
        TestMerchant merchant = merchant(NOW - 10 * DAY, Map.of("AGRI", NOW + 3 * DAY));
        CompiledClause old = TestClause.of(
                "old",
                new TimeUse(List.of(12L), List.of(), false, false),
                situation -> holdsIf(age(situation) >= 12),
                MerchantField.AGE_DAYS);
        assertThat(reviewAt(merchant, tagged("AGRI"), old)).isEqualTo(NOW + 2 * DAY);
        assertThat(reviewAt(merchant, old, tagged("AGRI"))).isEqualTo(NOW + 2 * DAY);
    }

    @Test
    void shouldReviewWhenAnEntryBeginsOrEndsThatTheMerchantMeets() {
        TestMerchant agri = merchant(NOW, Map.of("AGRI", Long.MAX_VALUE));
        CompiledClause listed = TestClause.lookingUp(MerchantField.TAGS, "farms");
        assertThat(reviewAt(agri, List.of(until("AGRI", NOW + 5 * HOUR), until("OTHER", NOW + HOUR)), listed))
                .isEqualTo(NOW + 5 * HOUR);
        assertThat(reviewAt(
                        agri,
                        List.of(until("AGRI", NOW - 1), new ListEntry("AGRI", NOW + 2 * HOUR, NOW + 3 * HOUR)),
                        listed))
                .isEqualTo(NOW + 2 * HOUR);
        assertThat(reviewAt(agri, List.of(until("OTHER", NOW + HOUR)), listed)).isEqualTo(Long.MAX_VALUE);
        assertThat(reviewAt(agri, List.of(ListEntry.always("AGRI")), listed)).isEqualTo(Long.MAX_VALUE);
    }

    @Property(tries = 200)
    void shouldReviewAtTheFirstTimeAtWhichALookUpSaysSomethingElse(
            @ForAll @Size(max = 8) List<@IntRange(min = -20, max = 40) Integer> begins,
            @ForAll @Size(min = 8, max = 8) List<@IntRange(min = 1, max = 30) Integer> lengths,
            @ForAll @IntRange(max = 1) int tags) {
        List<ListEntry> entries = new ArrayList<>();
        for (int i = 0; i < begins.size(); i++) {
            long from = NOW + begins.get(i) * HOUR;
            entries.add(new ListEntry("T" + i % 3, from, from + lengths.get(i) * HOUR));
        }
        TestMerchant merchant = merchant(
                NOW, tags == 0 ? Map.of("T0", Long.MAX_VALUE) : Map.of("T1", Long.MAX_VALUE, "T2", NOW + 7 * HOUR));
        CompiledClause listed = TestClause.lookingUp(MerchantField.TAGS, "farms");
        Verdict now = listed.evaluate(situation(merchant, entries, NOW));

        long expected = LongStream.rangeClosed(1, 80)
                .map(hours -> NOW + hours * HOUR)
                .filter(time -> listed.evaluate(situation(merchant, entries, time)) != now)
                .findFirst()
                .orElse(Long.MAX_VALUE);

        assertThat(reviewAt(merchant, entries, listed)).isEqualTo(expected);
    }

    /** A clause that goes over a list is asked at the next times at which any entry begins or ends. */
    @Test
    void shouldReviewWhenAnyEntryEndsOfAListThatAClauseGoesOver() {
        TimeUse anyEntry = new TimeUse(List.of(), List.of(), false, false, true);
        CompiledClause two = TestClause.of(
                "two",
                anyEntry,
                situation -> holdsIf(situation.lists().get("farms").size() > 1));
        List<ListEntry> entries =
                List.of(until("a", NOW + 3 * HOUR), until("b", NOW + 4 * HOUR), ListEntry.always("c"));
        assertThat(reviewAt(merchant(NOW, Map.of()), entries, two)).isEqualTo(NOW + 4 * HOUR);
        List<ListEntry> many = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            many.add(until("entry" + i, NOW + i * HOUR));
        }
        assertThat(reviewAt(merchant(NOW, Map.of()), many, two))
                .as("looked at again before the hundredth time")
                .isBetween(NOW + HOUR, NOW + 98 * HOUR);
    }

    private static ListEntry until(String value, long end) {
        return new ListEntry(value, Long.MIN_VALUE, end);
    }

    private static long reviewAt(TestMerchant merchant, List<ListEntry> entries, CompiledClause clause) {
        return new Eligibility(List.of(clause)).reviewAt(situation(merchant, entries, NOW));
    }

    private static Situation situation(TestMerchant merchant, List<ListEntry> entries, long time) {
        ListVersion farms = ListVersion.ofTexts(new ListVersion.Identity("farms", 1, Long.MIN_VALUE, 7), entries);
        return new Situation(merchant, Map.of("farms", farms), time);
    }

    private static void assertIsFirstChange(TestMerchant merchant, CompiledClause clause, LongStream days) {
        Verdict now = clause.evaluate(situation(merchant, NOW));
        long expected = days.map(day -> merchant.joinedAt() + day * DAY)
                .filter(time -> time > NOW)
                .filter(time -> clause.evaluate(situation(merchant, time)) != now)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        assertThat(reviewAt(merchant, clause)).isEqualTo(expected);
    }

    private static CompiledClause tagged(String tag) {
        return TestClause.of(
                "tagged",
                NO_TIME,
                situation -> holdsIf(((List<?>) situation.values().get("tags")).contains(tag)),
                MerchantField.TAGS);
    }

    private static long age(Situation situation) {
        return (long) situation.values().get("ageDays");
    }

    private static TestMerchant merchant(long joinedAt, Map<String, Long> tags) {
        return new TestMerchant(joinedAt, tags, false);
    }

    private static long reviewAt(TestMerchant merchant, CompiledClause... clauses) {
        return new Eligibility(List.of(clauses)).reviewAt(situation(merchant, NOW));
    }

    private static Situation situation(TestMerchant merchant, long time) {
        return new Situation(merchant, Map.of(), time);
    }
}

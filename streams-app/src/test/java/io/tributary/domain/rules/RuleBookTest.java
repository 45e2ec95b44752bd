package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Surface;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.lists.ListEntry;
import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.rules.Delivery.Boost;
import io.tributary.domain.rules.Delivery.RelevanceLimit;
import io.tributary.topology.ListSamples;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final long MONDAY = 1_772_380_800_000L;

    @Test
    void shouldHaveTheVersionInForceThatBeganLast() {
        RuleBook book = new RuleBook(
                7,
                List.of(version("farm", 1, RuleBook.AT_ONCE), version("farm", 2, MONDAY), version("newcomer", 4, 0)),
                List.of(ListSamples.version("counties", 1, "522601")));

        RulesInForce sunday = book.inForceAt(MONDAY - 1);
        assertThat(sunday.rules("farm").version()).isEqualTo(1);
        assertThat(sunday.rules("newcomer").version()).isEqualTo(4);
        assertThat(sunday.digest()).isEqualTo(7);
        assertThat(sunday.lists().get("counties").contains("522601", MONDAY)).isTrue();
        assertThat(book.inForceAt(MONDAY).rules("farm").version()).isEqualTo(2);
        assertThat(book.inForceAt(Long.MAX_VALUE)).isSameAs(book.inForceAt(MONDAY));
        assertThat(book.inForceAt(0)).as("nothing changes").isSameAs(sunday);
        assertThat(book.inForceAt(-1).rules("newcomer")).isNull();
    }

    @Test
    void shouldPutTheNextVersionOfAListInForceAtItsTime() {
        ListVersion next = ListVersion.ofTexts(
                new ListVersion.Identity("counties", 2, MONDAY, 9), List.of(new ListEntry("b", MONDAY, MONDAY + 5)));
        RuleBook book = new RuleBook(7, List.of(), List.of(ListSamples.version("counties", 1, "a"), next));
        assertThat(book.inForceAt(MONDAY - 1).lists().get("counties").version()).isEqualTo(1);
        assertThat(book.inForceAt(MONDAY).lists()).containsEntry("counties", next);
        RuleBook alone = new RuleBook(7, List.of(), List.of(next));
        assertThat(alone.inForceAt(0).lists().get("counties").at(0))
                .as("not begun")
                .isEmpty();
    }

    @Test
    void shouldHaveNothingInForceBeforeTheFirstRules() {
        assertThat(RuleBook.EMPTY.inForceAt(MONDAY).entries()).isEmpty();
        assertThat(RuleBook.EMPTY.inForceAt(Long.MIN_VALUE)).isSameAs(RuleBook.EMPTY.inForceAt(Long.MAX_VALUE));
    }

    /** As a reader of the versions would say it: the one with the latest beginning that is not ahead, and of these the highest. */
    @Property(tries = 200)
    void shouldSayAtAnyTimeWhatTheVersionsSay(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 20) Integer> beginnings,
            @ForAll @IntRange(min = -1, max = 21) int time) {
        List<RuleBook.Version> versions = new ArrayList<>();
        beginnings.forEach(from -> versions.add(version("farm", versions.size() + 1, from)));
        int expected = 0;
        int latest = -1;
        for (int i = 0; i < beginnings.size(); i++) {
            if (beginnings.get(i) <= time && beginnings.get(i) >= latest) {
                latest = beginnings.get(i);
                expected = i + 1;
            }
        }
        ProgrammeRules found =
                new RuleBook(1, versions, List.of()).inForceAt(time).rules("farm");
        assertThat(found == null ? 0 : found.version()).isEqualTo(expected);
    }

    private static RuleBook.Version version(String id, int version, long from) {
        return new RuleBook.Version(rules(id, version), new Eligibility(List.of()), from);
    }

    static ProgrammeRules rules(String id, int version) {
        return new ProgrammeRules(
                new Identity(id, version, new LocalizedText("测试", "Test"), ProgrammeStatus.ACTIVE, version),
                new Term(0, Long.MAX_VALUE, ZoneId.of("UTC"), 1440),
                new Quota(10_000, 10, 1_000, Map.of()),
                new Delivery(
                        Set.of(Surface.FEED),
                        new BucketRange(0, 50),
                        new Boost(3, 0, 0.05, 1),
                        new RelevanceLimit(0, RelevanceUnit.SCORE)),
                List.of());
    }
}

package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.domain.ItemFacts;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ItemScopeTest {
    private static final long NOW = 1_772_380_800_000L;
    private static final long DAY = 86_400_000;

    @Test
    void shouldCoverAllItemsUnlessItSaysWhich() {
        assertThat(ItemScope.ALL.isAll()).isTrue();
        assertThat(ItemScope.ALL.covers(null, NOW)).isTrue();
        assertThat(new ItemScope(Set.of("fruit"), Set.of(), 0).isAll()).isFalse();
        assertThat(new ItemScope(Set.of(), Set.of("new"), 0).isAll()).isFalse();
        assertThat(new ItemScope(Set.of(), Set.of(), 1).isAll()).isFalse();
    }

    @Test
    void shouldNotCoverWhatNothingIsKnownOf() {
        assertThat(new ItemScope(Set.of("fruit"), Set.of(), 0).covers(null, NOW))
                .isFalse();
        assertThat(new ItemScope(Set.of(), Set.of(), 3660).covers(item("fruit", Set.of(), ItemFacts.UNKNOWN), NOW))
                .isFalse();
        assertThat(new ItemScope(Set.of("fruit"), Set.of(), 0).covers(item("", Set.of(), NOW), NOW))
                .isFalse();
    }

    @Test
    void shouldWantAllThatIsGiven() {
        ItemScope scope = new ItemScope(Set.of("fruit", "tea"), Set.of("organic", "local"), 30);

        assertThat(scope.covers(item("tea", Set.of("local", "red"), NOW - DAY), NOW))
                .isTrue();
        assertThat(scope.covers(item("phone cases", Set.of("local"), NOW - DAY), NOW))
                .isFalse();
        assertThat(scope.covers(item("tea", Set.of("red"), NOW - DAY), NOW)).isFalse();
        assertThat(scope.covers(item("tea", Set.of("local"), NOW - 30 * DAY), NOW))
                .isFalse();
        assertThat(scope.covers(item("tea", Set.of("local"), NOW - 30 * DAY + 1), NOW))
                .isTrue();
    }

    @Test
    void shouldNameTheDaysThatAreOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ItemScope(Set.of(), Set.of(), -1))
                .withMessage("scope.listedWithinDays: is -1, must be 0 to 3660");
    }

    /** Whatever an item is, a scope that asks for less covers it, too, and it ages out once and for good. */
    @Property
    void shouldCoverMoreWhereItAsksForLess(
            @ForAll @IntRange(min = 1, max = 3660) int days, @ForAll @LongRange(min = -100, max = 5000) long age) {
        ItemFacts item = item("fruit", Set.of("organic"), NOW - age * DAY);
        ItemScope scope = new ItemScope(Set.of("fruit"), Set.of("organic"), days);

        assertThat(scope.covers(item, NOW)).isEqualTo(age < days);
        if (scope.covers(item, NOW)) {
            assertThat(new ItemScope(Set.of("fruit"), Set.of(), days).covers(item, NOW))
                    .isTrue();
            assertThat(new ItemScope(Set.of(), Set.of("organic"), days).covers(item, NOW))
                    .isTrue();
            assertThat(scope.covers(item, NOW - DAY)).isTrue();
        }
    }

    private static ItemFacts item(String category, Set<String> tags, long listedAt) {
        return new ItemFacts(category, tags, listedAt);
    }
}

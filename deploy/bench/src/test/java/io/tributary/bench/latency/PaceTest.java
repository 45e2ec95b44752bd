package io.tributary.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void shouldBeDueOnceAnInterval() {
        Pace pace = new Pace(1_000, 4);

        assertThat(pace.at(0)).isEqualTo(1_000);
        assertThat(pace.at(1)).isEqualTo(250_001_000);
        assertThat(pace.at(4)).isEqualTo(1_000_001_000);
        assertThat(pace.due(999)).isZero();
        assertThat(pace.due(1_000)).isEqualTo(1);
        assertThat(pace.due(250_000_999)).isEqualTo(1);
        assertThat(pace.due(250_001_000)).isEqualTo(2);
    }

    @Test
    void shouldHaveAllThatAStallHeldUpDueAtTheirOwnTimes() {
        Pace pace = new Pace(0, 100_000);

        assertThat(pace.due(2_000_000_000L - 1)).isEqualTo(200_000);
        assertThat(pace.at(199_999)).isEqualTo(1_999_990_000L);
    }

    @Test
    void shouldCountWhatIsDueAtThisVeryMoment() {
        Pace pace = new Pace(0, 450_411);
        long time = pace.at(3_299);

        assertThat(pace.at(3_300)).isGreaterThan(time);
        assertThat(pace.due(time)).isEqualTo(3_300);
    }

    @Property
    void shouldCountWhatIsDueByItsSchedule(
            @ForAll @IntRange(min = 1, max = 1_000_000) int perSecond,
            @ForAll @LongRange(min = -1_000_000_000L, max = 100_000_000_000L) long nanos) {
        Pace pace = new Pace(0, perSecond);
        long due = pace.due(nanos);

        assertThat(due == 0 || pace.at(due - 1) <= nanos).isTrue();
        assertThat(pace.at(due)).isGreaterThan(nanos);
    }

    @Test
    void shouldRefuseAPaceOfNothing() {
        assertThatThrownBy(() -> new Pace(0, 0)).hasMessageContaining("at least 1");
    }
}

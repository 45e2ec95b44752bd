package io.tributary.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.pool.ProgrammeSums.Candidate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProgrammeSumsTest {
    private static final Candidate CANDIDATE = new Candidate(2.5, 1);

    @Property
    void shouldAddEachSumToItself(
            @ForAll @Size(100) List<@LongRange(min = 0, max = 1_000_000_000_000_000L) Long> figures) {
        ProgrammeSums.Builder left = ProgrammeSums.of(7, CANDIDATE);
        ProgrammeSums.Builder right = ProgrammeSums.of(9, new Candidate(1, 0.5));
        for (ProgrammeSum sum : ProgrammeSum.values()) {
            left.set(sum, figures.get(sum.ordinal()));
            right.set(sum, figures.get(50 + sum.ordinal()));
        }
        ProgrammeSums total = left.build().plus(right.build());
        assertThat(total.periodStart()).isEqualTo(7);
        assertThat(total.candidate()).isEqualTo(CANDIDATE);
        for (ProgrammeSum sum : ProgrammeSum.values()) {
            assertThat(total.value(sum).longValue())
                    .as(sum.name())
                    .isEqualTo(figures.get(sum.ordinal()) + figures.get(50 + sum.ordinal()));
        }
    }

    @Test
    void shouldKeepOfAnEarlierPeriodOnlyWhoIsEnrolled() {
        ProgrammeSums.Builder all = ProgrammeSums.of(7, CANDIDATE);
        for (ProgrammeSum sum : ProgrammeSum.values()) {
            all.set(sum, 3);
        }
        ProgrammeSums members = all.build().membersOnly(8);
        assertThat(members.periodStart()).isEqualTo(8);
        assertThat(members.candidate()).isEqualTo(Candidate.NONE);
        for (ProgrammeSum sum : ProgrammeSum.values()) {
            boolean kept = sum == ProgrammeSum.MEMBERS || sum == ProgrammeSum.FLOORS;
            assertThat(members.value(sum).intValue()).as(sum.name()).isEqualTo(kept ? 3 : 0);
        }
    }

    @Test
    void shouldRefuseToTakeOneKindOfNumberForTheOther() {
        ProgrammeSums none = ProgrammeSums.none(0);
        assertThat(none.value(ProgrammeSum.SPENT)).isEqualTo(0L);
        assertThat(none.value(ProgrammeSum.IN_FLIGHT)).isEqualTo(0.0);
        assertThatThrownBy(() -> none.count(ProgrammeSum.IN_FLIGHT)).hasMessage("IN_FLIGHT is not a whole number");
        assertThatThrownBy(() -> none.amount(ProgrammeSum.SPENT)).hasMessage("SPENT is a whole number");
    }
}

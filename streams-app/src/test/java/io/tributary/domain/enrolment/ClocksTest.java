package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.enrolment.ClockState.Sold;
import io.tributary.domain.enrolment.ClockState.Total;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Clocks CLOCKS = Clocks.of(List.of(
            ClockState.of("trial").selling(Sold.from(100, "CNY")),
            ClockState.of("other").enrolled(7)));

    @Test
    void shouldCountWhatIsPaidFromItsStartOnInItsCurrency() {
        Clocks after = CLOCKS.with(99, 1, "CNY", 500).with(100, 1, "CNY", 200).with(101, 1, "USD", 300);
        assertThat(after.of("trial").sold().now()).isEqualTo(new Total(2, 200));
        assertThat(after.of("other")).isEqualTo(CLOCKS.of("other"));
        assertThat(CLOCKS.with(99, 1, "CNY", 500)).isSameAs(CLOCKS);
        assertThat(Clocks.NONE.with(100, 1, "CNY", 1)).isSameAs(Clocks.NONE);
    }

    @Property
    void shouldKeepTheMostThatItCameTo(@ForAll List<@IntRange(min = -50, max = 60) Integer> amounts) {
        Clocks clocks = CLOCKS;
        long sum = 0;
        long most = 0;
        for (int amount : amounts) {
            clocks = clocks.with(100, 0, "CNY", amount);
            sum += amount;
            most = Math.max(most, sum);
        }
        assertThat(clocks.of("trial").sold().now().sales()).isEqualTo(sum);
        assertThat(clocks.of("trial").sold().most().sales()).isEqualTo(most);
    }
}

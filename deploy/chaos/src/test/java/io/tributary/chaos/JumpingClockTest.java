package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.FaultPlan.Step;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JumpingClockTest {
    @Test
    void shouldSetClocksAheadAndBehindByMinutesAndByDays() {
        assertThat(IntStream.range(1, 5)
                        .mapToObj(number -> InstanceClocks.jump(new Step(number, Fault.JUMP_CLOCK, 0, 1, false, 500))))
                .containsExactlyInAnyOrder(
                        Duration.ofMinutes(5), Duration.ofMinutes(-5), Duration.ofDays(3), Duration.ofDays(-3));
    }

    @Test
    void shouldWriteOffsetsAsTheLibraryReadsThem() {
        assertThat(InstanceClocks.text(Duration.ofMinutes(5))).isEqualTo("+300\n");
        assertThat(InstanceClocks.text(Duration.ofDays(-3))).isEqualTo("-259200\n");
        assertThat(InstanceClocks.text(Duration.ZERO)).isEqualTo("+0\n");
    }

    @Test
    void shouldReadWhatAnInstanceSaysOfItsClock() {
        assertThat(JumpingClock.skewSeconds("# HELP x\ntributary_clock_skew_seconds 2.592E5\nother 1\n"))
                .isEqualTo(259_200);
        assertThat(JumpingClock.skewSeconds("tributary_clock_skew_seconds NaN\n"))
                .isNaN();
        assertThat(JumpingClock.skewSeconds("")).isNaN();
    }

    @Test
    void shouldSayInDaysOrMinutesHowFarAClockWasSet() {
        assertThat(JumpingClock.text(Duration.ofDays(3))).isEqualTo("+3 d");
        assertThat(JumpingClock.text(Duration.ofMinutes(-5))).isEqualTo("-5 min");
    }
}

package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long DAY = 86_400_000;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final AtomicInteger exits = new AtomicInteger();
    private final ClockWatch watch = new ClockWatch(clock::get, exits::incrementAndGet);

    @Test
    void shouldEndTheProcessWhoseClockWasSetBack() {
        watch.look();
        clock.addAndGet(-DAY);
        watch.look();

        assertThat(exits).hasValue(1);
    }

    @Test
    void shouldEndTheProcessWhenAClockThatWasAheadIsSetRight() {
        watch.look();
        clock.addAndGet(3 * DAY);
        watch.look();
        assertThat(exits).hasValue(0);

        clock.addAndGet(-3 * DAY);
        watch.look();
        assertThat(exits).hasValue(1);
    }

    @Test
    void shouldAddUpSmallSteps() {
        watch.look();
        clock.addAndGet(-ClockWatch.MOST_MILLIS);
        watch.look();
        assertThat(exits).hasValue(0);

        clock.addAndGet(-1);
        watch.look();
        assertThat(exits).hasValue(1);
    }

    @Property(tries = 100)
    void shouldLetAClockGoForward(@ForAll @LongRange(min = -ClockWatch.MOST_MILLIS, max = 10 * DAY) long step) {
        AtomicLong time = new AtomicLong(NOW);
        AtomicInteger ends = new AtomicInteger();
        ClockWatch watching = new ClockWatch(time::get, ends::incrementAndGet);
        watching.look();
        time.addAndGet(step);
        watching.look();

        assertThat(ends).hasValue(0);
    }
}

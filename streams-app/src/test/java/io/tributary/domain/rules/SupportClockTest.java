package io.tributary.domain.rules;

import static io.tributary.domain.rules.Clock.at;
import static io.tributary.domain.rules.Clock.local;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.rules.ClockSpan.Unit;
import io.tributary.domain.rules.SupportClock.Snap;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SupportClockTest {
    private static final String THURSDAY = "2026-03-05T10:30";

    @Test
    void shouldStartAtOnceAfterASpanOrAtTheNextBeginning() {
        assertThat(start(Clock.from("listed"))).isEqualTo(THURSDAY);
        assertThat(start(Clock.from("listed").after(30, Unit.HOURS, Snap.NONE))).isEqualTo("2026-03-06T16:30");
        assertThat(start(Clock.from("listed").after(1, Unit.DAYS, Snap.DAY))).isEqualTo("2026-03-07T00:00");
        assertThat(start(Clock.from("listed").snapped(Snap.MONTH))).isEqualTo("2026-04-01T00:00");
        assertThat(local(Clock.from("listed").snapped(Snap.MONTH).get().startsAt(at("2026-03-01T00:00"))))
                .as("a start that lies there stays")
                .isEqualTo("2026-03-01T00:00");
    }

    @Test
    void shouldEndAfterHoursDaysWorkingDaysOrMonths() {
        assertThat(end(THURSDAY, 36, Unit.HOURS)).isEqualTo("2026-03-06T22:30");
        assertThat(end(THURSDAY, 90, Unit.DAYS)).isEqualTo("2026-06-03T10:30");
        assertThat(end(THURSDAY, 3, Unit.BUSINESS_DAYS)).isEqualTo("2026-03-10T10:30");
        assertThat(end("2026-03-07T10:30", 3, Unit.BUSINESS_DAYS))
                .as("on a Saturday it begins with the Monday")
                .isEqualTo("2026-03-12T00:00");
        assertThat(end("2026-01-31T10:30", 1, Unit.MONTHS)).isEqualTo("2026-02-28T10:30");
    }

    @Test
    void shouldKeepTheHourWhereTheClockIsPutForward() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        SupportClock clock =
                Clock.from("listed").lasting(2, Unit.DAYS).in(paris).get();
        assertThat(clock.endsAt(at("2026-03-28T10:00", paris), 0)).isEqualTo(at("2026-03-30T10:00", paris));
        SupportClock hours =
                Clock.from("listed").lasting(48, Unit.HOURS).in(paris).get();
        assertThat(hours.endsAt(at("2026-03-28T10:00", paris), 0)).isEqualTo(at("2026-03-30T11:00", paris));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> Clock.from("Listed"))
                .hasMessageStartingWith("clock.from: is Listed, must be JOINED, ENROLLED, FIRST_SALE or another type");
        assertThatThrownBy(() -> Clock.from("first-sale")).hasMessageStartingWith("clock.from: is first-sale, must be");
        assertThatThrownBy(() -> Clock.from("listed").carryingOver(Openings.ALWAYS))
                .hasMessageStartingWith("clock.carryOver: is true, must go with lasts");
        assertThatThrownBy(() -> Clock.from("listed").until(Long.MAX_VALUE, Long.MAX_VALUE, ""))
                .hasMessage("clock.until: has nothing, must have orders or sales");
        assertThatThrownBy(() -> Clock.from("listed").until(5, Long.MAX_VALUE, "CNY"))
                .hasMessage("clock.until.currency: must be given with sales, and only with them");
        assertThatThrownBy(() -> new ClockSpan(0, Unit.DAYS)).hasMessage("is 0, must be at least 1");
    }

    /** Whatever happens later starts and ends later, or at the same time; and no clock ends before it starts. */
    @Property
    void shouldKeepTheOrderOfWhatItIsCountedFrom(
            @ForAll @LongRange(min = 1_700_000_000_000L, max = 1_800_000_000_000L) long anchor,
            @ForAll @IntRange(max = 100_000_000) int later,
            @ForAll @IntRange(min = 1, max = 200) int count,
            @ForAll Unit unit,
            @ForAll Snap snap) {
        SupportClock clock = Clock.from("listed")
                .after(count, unit, snap)
                .lasting(count, unit)
                .get();
        long start = clock.startsAt(anchor);
        long next = clock.startsAt(anchor + later);
        assertThat(start).isGreaterThan(anchor).isLessThanOrEqualTo(next);
        assertThat(clock.endsAt(start, 0)).isGreaterThan(start).isLessThanOrEqualTo(clock.endsAt(next, 0));
    }

    private static String start(Clock clock) {
        return local(clock.get().startsAt(at(THURSDAY)));
    }

    private static String end(String start, int count, Unit unit) {
        return local(Clock.from("listed").lasting(count, unit).get().endsAt(at(start), 0));
    }
}

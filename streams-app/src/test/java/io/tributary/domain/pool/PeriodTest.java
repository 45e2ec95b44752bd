package io.tributary.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final int[] LENGTHS = {1, 15, 60, 180, 480, 720, 1440, 2880, 10080};
    private static final String[] ZONES = {"Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe"
    };

    @Test
    void shouldBeALocalDay() {
        Period period = at("Asia/Shanghai", "2026-03-02T05:00", 1440);

        assertThat(Instant.ofEpochMilli(period.start())).isEqualTo("2026-03-01T16:00:00Z");
        assertThat(period.millis()).isEqualTo(Duration.ofDays(1).toMillis());
    }

    @Test
    void shouldBeADayWhenTheClockChanges() {
        assertThat(at("Europe/Berlin", "2026-03-29T12:00", 1440).millis())
                .isEqualTo(Duration.ofHours(23).toMillis());
        assertThat(at("Europe/Berlin", "2026-10-25T12:00", 1440).millis())
                .isEqualTo(Duration.ofHours(25).toMillis());
        assertThat(at("Europe/Berlin", "2026-10-25T12:00", 720).millis())
                .isEqualTo(Duration.ofHours(12).toMillis());
    }

    @Test
    void shouldCountPeriodsOfSeveralDaysFromTheFirst() {
        long monday = millis("Asia/Shanghai", "2026-03-02T09:00");
        Period week = PoolRules.period(monday, 10080, "Asia/Shanghai", millis("Asia/Shanghai", "2026-03-15T23:59"));

        assertThat(week.start()).isEqualTo(millis("Asia/Shanghai", "2026-03-09T00:00"));
        assertThat(week.end()).isEqualTo(millis("Asia/Shanghai", "2026-03-16T00:00"));
    }

    @Property
    void shouldHoldEachMomentOnceAndAdjoinTheNext(
            @ForAll @LongRange(min = 1_700_000_000_000L, max = 1_900_000_000_000L) long time,
            @ForAll @IntRange(max = 8) int length,
            @ForAll @IntRange(max = 3) int zone) {
        Period period = PoolRules.period(1_600_000_000_000L, LENGTHS[length], ZONES[zone], time);
        Period next = PoolRules.period(1_600_000_000_000L, LENGTHS[length], ZONES[zone], period.end());
        Period same = PoolRules.period(1_600_000_000_000L, LENGTHS[length], ZONES[zone], period.end() - 1);

        assertThat(time).isBetween(period.start(), period.end() - 1);
        assertThat(next.start()).isEqualTo(period.end());
        assertThat(same).isEqualTo(period);
    }

    private static Period at(String zone, String local, int minutes) {
        return PoolRules.period(0, minutes, zone, millis(zone, local));
    }

    private static long millis(String zone, String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
    }
}

package io.tributary.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.rules.ClockSpan;
import io.tributary.domain.rules.Openings;
import io.tributary.domain.rules.SupportClock.Snap;
import io.tributary.domain.rules.Term;
import io.tributary.programmes.v1.ClockLimit;
import io.tributary.programmes.v1.ClockSnap;
import io.tributary.programmes.v1.SupportClock;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClockRecordsTest {
    private static final Term TERM = new Term(0, Long.MAX_VALUE, ZoneId.of("Asia/Shanghai"), 1440, Openings.ALWAYS);

    @Test
    void shouldReadAllParts() {
        io.tributary.domain.rules.SupportClock clock = ClockRecords.clock(
                SupportClock.newBuilder()
                        .setFrom("listed")
                        .setStartsAfter(new io.tributary.programmes.v1.ClockSpan(null, null, 5, null))
                        .setSnap(ClockSnap.MONTH)
                        .setLasts(new io.tributary.programmes.v1.ClockSpan(null, 90, null, null))
                        .setUntil(new ClockLimit(300L, 1_000_000L, "CNY"))
                        .setCarryOver(true)
                        .build(),
                TERM);
        assertThat(clock.start())
                .isEqualTo(new io.tributary.domain.rules.SupportClock.Start(
                        "listed", new ClockSpan(5, ClockSpan.Unit.BUSINESS_DAYS), Snap.MONTH));
        assertThat(clock.end())
                .isEqualTo(new io.tributary.domain.rules.SupportClock.End(
                        new ClockSpan(90, ClockSpan.Unit.DAYS),
                        new io.tributary.domain.rules.SupportClock.Limit(300, 1_000_000, "CNY"),
                        true));
        assertThat(ClockRecords.clock(null, TERM)).isNull();
    }

    @Test
    void shouldNameWhatIsWrong() {
        SupportClock two = SupportClock.newBuilder()
                .setFrom("listed")
                .setLasts(new io.tributary.programmes.v1.ClockSpan(1, 2, null, null))
                .build();
        assertThatThrownBy(() -> ClockRecords.clock(two, TERM))
                .hasMessage("clock.lasts: has 2 units, must have just one of hours, days, businessDays and months");
        SupportClock unknown = SupportClock.newBuilder()
                .setFrom("listed")
                .setSnap(ClockSnap.UNKNOWN)
                .build();
        assertThatThrownBy(() -> ClockRecords.clock(unknown, TERM))
                .hasMessage("clock.snap: is one that this version does not know");
    }
}

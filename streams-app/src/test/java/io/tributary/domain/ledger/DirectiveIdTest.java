package io.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DirectiveIdTest {
    private static final long DAWN = 1_772_380_800_000L;
    private static final long DAY = 86_400_000;
    private static final long SLACK = 60_000;
    private static final String PREFIX = DirectiveId.prefix("farm", DAWN);

    @Property
    void shouldBeLiveUntilItExpires(
            @ForAll @LongRange(min = 1, max = 1_000_000) long sequence,
            @ForAll @LongRange(min = 0, max = DAY) long life,
            @ForAll @LongRange(min = 0, max = 2 * DAY) long after) {
        String id = DirectiveId.of("farm", DAWN, sequence, DAWN + life);
        assertThat(isLive(id, sequence, DAWN + after)).isEqualTo(after < life / 1_000 * 1_000 + 1_000 + SLACK);
        assertThat(isLive(id, sequence - 1, DAWN)).as("not issued yet").isFalse();
    }

    @Property
    void shouldBeOfItsProgrammeAndPeriodOnly(
            @ForAll @LongRange(min = 0, max = 1L << 32) long minute,
            @ForAll @LongRange(min = 0, max = 1L << 32) long otherMinute) {
        String id = DirectiveId.of("farm", minute * 60_000, 7, DAWN);
        assertThat(id).startsWith(DirectiveId.prefix("farm", minute * 60_000));
        assertThat(DirectiveId.isLive(id, "farm", minute * 60_000, 7, 0, SLACK)).isTrue();
        assertThat(DirectiveId.isLive(id, "farm", otherMinute * 60_000, 7, 0, SLACK))
                .isEqualTo(minute == otherMinute);
        assertThat(DirectiveId.isLive(id, "far", minute * 60_000, 7, 0, SLACK)).isFalse();
        assertThat(DirectiveId.isLive(id, "farm-2", minute * 60_000, 7, 0, SLACK))
                .isFalse();
    }

    @Property
    void shouldNeverTakeGarbageForADirective(@ForAll String garbage) {
        assertThat(isLive(garbage, 9, DAWN)).isFalse();
        assertThat(isLive("farm~" + garbage, 9, DAWN)).isFalse();
        boolean number = garbage.matches("[0-9a-zA-Z]{1,12}");
        if (!number) {
            assertThat(isLive(PREFIX + garbage, 9, DAWN)).isFalse();
            assertThat(isLive(PREFIX + "1~" + garbage, 9, DAWN)).isFalse();
        }
    }

    @Test
    void shouldNotTakeAPeriodThatIsWrittenInAnotherWay() {
        String period = PREFIX.substring("farm~".length(), PREFIX.length() - 1);
        String rest = "~1~" + Long.toString(DAWN / 1_000, 36);
        assertThat(isLive("farm~" + period + rest, 9, DAWN)).isTrue();
        for (String other :
                new String[] {"0" + period, period.toUpperCase(Locale.ROOT), period + "0", "", "-" + period}) {
            assertThat(isLive("farm~" + other + rest, 9, DAWN)).as(other).isFalse();
        }
    }

    @Test
    void shouldNotTakeADirectiveThatNeverExpires() {
        for (String expiry : new String[] {"zzzzzzzzzzzz", "zzzzzzzzzzz", "zzzzzzzz"}) {
            assertThat(isLive(PREFIX + "1~" + expiry, 9, DAWN + DAY + 2 * SLACK))
                    .as(expiry)
                    .isFalse();
        }
    }

    private static boolean isLive(String id, long lastSequence, long time) {
        return DirectiveId.isLive(id, "farm", DAWN, lastSequence, time, SLACK);
    }
}

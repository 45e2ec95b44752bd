package io.tributary.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BrokerTimeTest {
    private static final long NOON = 1_800_000_000_000L;
    /** What the brokers' clock shows when the one that only goes forward shows nothing. */
    private static final long OFFSET = NOON - 500;

    private final BrokerTime brokers = new BrokerTime();

    @Test
    void shouldKnowNothingAtFirst() {
        assertThat(brokers.answer(0)).isEmpty();
    }

    @Test
    void shouldNarrowDownWhatAnswersThatTookLongLeftOpen() {
        brokers.appended(0, 4_000, OFFSET + 3_900);
        assertThat(bounds(4_000)).isEqualTo(new BrokerBounds(OFFSET - 101, OFFSET + 3_901));

        brokers.appended(4_000, 8_000, OFFSET + 4_100);
        assertThat(bounds(8_000)).isEqualTo(new BrokerBounds(OFFSET - 101, OFFSET + 101));
    }

    @Test
    void shouldForgetAfterAMinute() {
        brokers.appended(0, 10, OFFSET + 5);
        brokers.appended(30_000, 34_000, OFFSET + 32_000);

        assertThat(bounds(60_010)).isEqualTo(new BrokerBounds(OFFSET - 6, OFFSET + 6));
        assertThat(bounds(60_011)).isEqualTo(new BrokerBounds(OFFSET - 2_001, OFFSET + 2_001));
        assertThat(brokers.answer(94_001)).isEmpty();
    }

    @Test
    void shouldFollowABrokerWhoseClockIsSet() {
        brokers.appended(0, 10, OFFSET + 5);
        brokers.appended(1_000, 1_010, OFFSET + 1_005 - 30_000);

        assertThat(bounds(1_010)).isEqualTo(new BrokerBounds(OFFSET - 30_006, OFFSET - 29_994));
    }

    @Test
    void shouldTellThatBrokersGiveNoTimeUntilOneDoes() {
        brokers.appendedWithoutTime(10);
        assertThat(brokers.answer(20)).contains(new BrokerClock.Answer(10, null));

        brokers.appended(20, 30, OFFSET + 25);
        brokers.appendedWithoutTime(40);
        assertThat(bounds(50)).isEqualTo(new BrokerBounds(OFFSET - 6, OFFSET + 6));
    }

    /** Whatever takes how long, the truth is within the bounds, and these are as near as the quickest answer lets them be. */
    @Property
    void shouldBoundTheTruthHoweverLateAnswersAre(
            @ForAll long seed, @ForAll @LongRange(min = 1, max = 90_000) long late) {
        BrokerTime heard = new BrokerTime();
        Random random = new Random(seed);
        long steady = 0;
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long there = (long) (random.nextDouble() * late);
            long back = (long) (random.nextDouble() * late);
            heard.appended(steady, steady + there + back, OFFSET + steady + there);
            steady += there + back;
            quickest = Math.min(steady <= BrokerTime.MEMORY ? quickest : Long.MAX_VALUE, there + back);
            BrokerBounds bounds = heard.answer(steady).orElseThrow().bounds();
            assertThat(bounds.least()).isLessThanOrEqualTo(OFFSET);
            assertThat(bounds.most()).isGreaterThanOrEqualTo(OFFSET);
            assertThat(bounds.most() - bounds.least()).isLessThanOrEqualTo(Math.max(quickest, there + back) + 2);
        }
    }

    private BrokerBounds bounds(long steady) {
        return brokers.answer(steady).orElseThrow().bounds();
    }
}

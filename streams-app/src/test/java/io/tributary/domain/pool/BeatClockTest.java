package io.tributary.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.pool.BeatClock.Reading;
import io.tributary.domain.pool.BeatClock.Trust;
import io.tributary.domain.pool.BrokerClock.Answer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeatClockTest {
    private static final long NOON = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;
    /** How far a clock is ahead, milliseconds. */
    private static final long[] SKEWS = {0, 1_999, -1_999, 2_500, -2_500, 30_000, -30_000, 3 * 24 * HOUR, -3 * 24 * HOUR
    };

    /** Longest that an acknowledgement takes here. */
    private static final long MOST_LATE = 400;

    @Test
    void shouldWaitForTheFirstConfirmationButNotForEver() {
        BeatClock clock = new BeatClock(Long.MIN_VALUE);

        assertThat(clock.read(0, NOON + HOUR).trust()).isEqualTo(Trust.AWAITED);
        assertThat(clock.read(20_000, NOON + HOUR).trust()).isEqualTo(Trust.UNCONFIRMED);
    }

    @Test
    void shouldFollowTheOwnClockWhenBrokersConfirmIt() {
        BeatClock clock = new BeatClock(NOON - 1_000);
        clock.answered(quick(5, NOON - 3));

        assertThat(clock.read(6, NOON + 150)).isEqualTo(new Reading(NOON + 150, Trust.TRUSTED, 152));
    }

    @Test
    void shouldFollowTheBrokersWhenTheOwnClockIsAheadOrBehind() {
        for (long wrong : new long[] {HOUR, -HOUR, 31_000, -31_000, 400 * 24 * HOUR, -400 * 24 * HOUR}) {
            BeatClock clock = new BeatClock(NOON - 1_000);
            clock.answered(quick(0, NOON));

            Reading reading = clock.read(100, NOON + wrong);
            assertThat(reading.trust()).isEqualTo(Trust.DISTRUSTED);
            assertThat(reading.time()).isEqualTo(NOON + 100);
            assertThat(reading.skew()).isEqualTo(wrong - 100);
        }
    }

    @Test
    void shouldNotFollowABrokerAgainstItsEventsAndTheOwnClock() {
        for (long wrong : new long[] {HOUR, -HOUR}) {
            BeatClock clock = new BeatClock(NOON - 1_000);
            for (long second = 0; second <= 10_000; second += 1_000) {
                clock.answered(quick(second, NOON + wrong + second));
                clock.events(second, NOON + second - 3_000);
            }

            assertThat(clock.read(10_000, NOON + 10_000).time()).isEqualTo(NOON + 10_000);
        }
    }

    @Test
    void shouldNotTakeQuietEventsForATime() {
        BeatClock clock = new BeatClock(NOON - 1_000);
        for (long second = 0; second <= 10_000; second += 1_000) {
            clock.answered(quick(second, NOON + second));
            clock.events(second, NOON - HOUR);
        }

        assertThat(clock.read(10_000, NOON - HOUR + 10_000).time()).isEqualTo(NOON + 10_000);
    }

    @Test
    void shouldNotBeMovedByAClockThatIsSetWhileItRuns() {
        BeatClock clock = new BeatClock(NOON - 1_000);
        clock.answered(quick(0, NOON));
        clock.read(0, NOON);

        assertThat(clock.read(1_000, NOON + HOUR).time()).isEqualTo(NOON + 1_000);
        clock.answered(quick(1_050, NOON + 1_050));
        assertThat(clock.read(2_000, NOON + HOUR).time()).isEqualTo(NOON + 2_000);
        assertThat(clock.read(3_000, NOON + 3_000).trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void shouldLeaveALongSilenceInOneStepOnceConfirmed() {
        BeatClock clock = new BeatClock(NOON - 6 * HOUR);
        clock.answered(quick(0, NOON));

        assertThat(clock.read(10, NOON + 10).time()).isEqualTo(NOON + 10);
    }

    @Test
    void shouldFollowTheOwnClockWhereBrokersGiveNoTime() {
        BeatClock clock = new BeatClock(NOON - 1_000);
        for (long second = 0; second <= 10_000; second += 1_000) {
            clock.answered(new Answer(second, null));
            clock.events(second, NOON + HOUR + second);
        }

        assertThat(clock.read(10_000, NOON + 9_500)).isEqualTo(new Reading(NOON + 9_500, Trust.UNCONFIRMED, 0));
    }

    /** Instances whose clocks are right, wrong or set at any time take over from each other in any order. */
    @Property
    void shouldNeverFallAndNeverBeFarFromTheTruth(
            @ForAll long seed, @ForAll @LongRange(min = -40 * HOUR, max = 40 * HOUR) long wrong) {
        Random random = new Random(seed);
        long truth = NOON;
        long last = Long.MIN_VALUE;
        for (int takeover = 0; takeover < 6; takeover++) {
            BeatClock clock = new BeatClock(last);
            long steadyZero = random.nextInt(1_000_000);
            long begun = truth;
            long skew = random.nextBoolean() ? 0 : wrong;
            long event = truth;
            boolean busy = random.nextBoolean();
            for (int beat = 0; beat < 40; beat++) {
                truth += 1 + random.nextInt(beat % 13 == 12 ? 120_000 : 1_500);
                long steady = steadyZero + truth - begun;
                long late = random.nextInt((int) MOST_LATE);
                if (random.nextInt(3) > 0 || beat == 0) {
                    clock.answered(new Answer(steady, new BrokerBounds(truth - late - steady, truth - steady)));
                    event = busy ? Math.max(event, truth - random.nextInt(1_500)) : event;
                    clock.events(steady, event);
                }
                skew = random.nextInt(10) == 0 ? (random.nextBoolean() ? 0 : wrong) : skew;
                Reading reading = clock.read(steady, truth + skew);
                assertThat(reading.time()).isGreaterThanOrEqualTo(last);
                assertThat(Math.abs(reading.time() - truth))
                        .as("beat time against the truth, own clock %s ms wrong, %s", skew, reading.trust())
                        .isLessThanOrEqualTo(BeatClock.TOLERANCE + MOST_LATE);
                last = reading.time();
            }
        }
    }

    @Property
    void shouldHealWhenARightClockTakesOverFromOneThatNobodyConfirmed(
            @ForAll @LongRange(min = 1, max = 8_000) long ahead) {
        BeatClock clock = new BeatClock(NOON + ahead);
        clock.answered(quick(0, NOON));

        for (long passed = 0; passed <= BeatClock.HEALED; passed += 500) {
            Reading reading = clock.read(passed, NOON + passed);
            assertThat(reading.time()).isEqualTo(Math.max(NOON + ahead, NOON + passed));
        }
        assertThat(clock.read(BeatClock.HEALED, NOON + BeatClock.HEALED).time()).isEqualTo(NOON + BeatClock.HEALED);
    }

    /** A right clock stays right however long answers take, and a wrong one is found out as far as the quickest of them allows. */
    @ParameterizedTest
    @ValueSource(longs = {0, 5, 400, 2_100, 4_000, 30_000, 300_000})
    void shouldTakeNoLateAnswerForAWrongClock(long late) {
        for (long skew : SKEWS) {
            for (long there : new long[] {0, late / 2, late}) {
                BrokerTime brokers = new BrokerTime();
                brokers.appended(0, late, NOON + there);

                Reading reading = read(brokers, late, skew);
                if (Math.abs(skew) <= BeatClock.TOLERANCE) {
                    assertThat(reading.trust()).isEqualTo(Trust.TRUSTED);
                    assertThat(reading.time()).isEqualTo(NOON + late + skew);
                } else if (Math.abs(skew) > BeatClock.TOLERANCE + late + 1) {
                    assertThat(reading.trust()).isEqualTo(Trust.DISTRUSTED);
                }
                assertThat(reading.time()).isLessThanOrEqualTo(NOON + late + BeatClock.TOLERANCE + late + 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, 400, 2_100, 4_000, 30_000})
    void shouldFindOutAWrongClockOnceAnAnswerCameInTime(long late) {
        for (long skew : SKEWS) {
            BrokerTime brokers = new BrokerTime();
            brokers.appended(0, late, NOON);
            brokers.appended(late, late + 20, NOON + late + 10);
            brokers.appended(late + 20, 2 * late + 20, NOON + late + 20);

            boolean isWrong = Math.abs(skew) > BeatClock.TOLERANCE;
            assertThat(read(brokers, 2 * late + 20, skew).trust())
                    .as("%s ms wrong", skew)
                    .isEqualTo(isWrong ? Trust.DISTRUSTED : Trust.TRUSTED);
        }
    }

    /** What a clock so far ahead is taken for when the one that only goes forward began at noon. */
    private static Reading read(BrokerTime brokers, long steady, long skew) {
        BeatClock clock = new BeatClock(NOON - HOUR);
        clock.answered(brokers.answer(steady).orElseThrow());
        return clock.read(steady, NOON + steady + skew);
    }

    /** Acknowledged in no time at all. */
    private static Answer quick(long steady, long appended) {
        return new Answer(steady, new BrokerBounds(appended - steady, appended - steady));
    }
}

package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCoverage;
import io.tributary.pool.v1.TaskLag;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task says, and does, about how far it has come. */
class MerchantLagTest {
    private static final int EVENTS_A_SECOND = 50;
    private final MerchantFixture task = new MerchantFixture();
    private long time = NOON;

    @AfterEach
    void close() {
        task.close();
    }

    /** A second of impressions and the beat that ends it. */
    private PoolReport second(boolean impressions) {
        for (int i = 0; impressions && i < EVENTS_A_SECOND; i++) {
            task.show("m", task.impression(time + i));
        }
        time += SECOND;
        return task.beat(time);
    }

    @Test
    void shouldNameItselfInDirectives() {
        task.grant(NOON, 90, "m");
        assertThat(task.directives.readValuesToList())
                .extracting(BoostDirective::getTask)
                .containsExactly(0);
    }

    @Test
    void shouldHaveHeardAllWhileImpressionsCome() {
        for (int i = 0; i < 30; i++) {
            assertThat(second(true).getHeardUntil()).isEqualTo(time);
        }
    }

    @Test
    void shouldSayWhenImpressionsThatShouldComeDoNot() {
        for (int i = 0; i < 120; i++) {
            second(true);
        }
        long last = time - SECOND + EVENTS_A_SECOND - 1;
        PoolReport report = null;
        for (int i = 0; i < 6; i++) {
            report = second(false);
        }
        assertThat(report.getHeardUntil()).isEqualTo(last);
        assertThat(report.getTime()).isEqualTo(time);

        assertThat(second(true).getHeardUntil()).as("they are back").isEqualTo(time);
    }

    @Test
    void shouldNotTakeAFewMissingImpressionsForADisturbance() {
        for (int i = 0; i < 600; i++) {
            if (i % 10 == 0) {
                task.show("m", task.impression(time));
            }
            assertThat(second(false).getHeardUntil()).isEqualTo(time);
        }
    }

    @Test
    void shouldSayUntilWhenABoostIsSafeWithoutIt() {
        task.newcomer().setSchedule(0.3).setScheduleAhead(0.31);
        task.grant(NOON, 490, "m");
        Boost first = task.lastBoost("m");
        assertThat(first.getSafeUntil()).as("nothing is known of the response").isZero();
        for (int i = 0; i < 10; i++) {
            task.show("m", task.boosted(first.getDirectiveId(), NOON + i));
        }
        task.newcomer().setSchedule(0.32).setScheduleAhead(0.34);
        task.beat(NOON + 200 * SECOND);

        Boost next = task.lastBoost("m");
        assertThat(next.getRemaining()).isEqualTo(490);
        assertThat(next.getSafeUntil()).isBetween(NOON + 201 * SECOND, NOON + 500 * SECOND);
    }

    @Test
    void shouldTakeItsOwnCoverageWhereItLags() {
        task.profiles.pipeInput("m", MerchantSamples.profile("m").build(), NOON);
        task.newcomer().setCandidateRate(90);
        task.beat(NOON);
        task.newcomer().setGrantRate(90).setRatedBeat(task.lastBeat());
        task.newcomer().setRatedTasks(List.of(new TaskCoverage(0, 0L), new TaskCoverage(7, 1L)));
        task.beat(NOON + SECOND);
        assertThat(task.lastBoost("m")).as("its members are not covered").isNull();

        task.newcomer().setRatedTasks(List.of(new TaskCoverage(7, 0L)));
        task.beat(NOON + 2 * SECOND);
        assertThat(task.lastBoost("m")).isNotNull();
    }

    @Test
    void shouldKnowHowFarBehindItIs() {
        assertThat(behind(0, NOON - SECOND)).as("keeps up").isZero();
        assertThat(behind(0, NOON - 2 * SECOND)).as("has just not answered").isZero();
        assertThat(behind(0, NOON - 15 * SECOND)).isEqualTo(15 * SECOND);
        assertThat(behind(1, NOON - 15 * SECOND)).as("another one is").isZero();
        assertThat(behind(0, 0)).as("has never answered").isZero();
    }

    private long behind(int lagging, long answered) {
        Beat beat = task.nextBeat(NOON);
        beat.setAnsweredTime(NOON - SECOND);
        beat.setLagging(List.of(new TaskLag(lagging, answered)));
        return MerchantRecords.terms(beat, 0).behindMillis();
    }
}

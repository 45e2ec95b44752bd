package io.tributary.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.Surface;
import io.tributary.topology.ListSamples;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final int TASKS = 2;

    private final Pool pool = new Pool(new PoolPolicy(TASKS, 1_000, true, 300_000));
    private final Map<Integer, Long> feed = new HashMap<>();

    @Test
    void shouldLearnTheTrafficOfEachDay() {
        pool.put(PoolRules.rules("newcomer", 1));
        for (int hour = 0; hour < 84; hour++) {
            // Twice the traffic in the afternoon, and much on a surface that is not the programme's.
            answer(pool.beat(hour * HOUR), hour % 24 > 12 || hour % 24 == 0 ? 200 : 100);
        }

        ProgrammePlan noon = plan(pool.beat(3 * DAY + 12 * HOUR));
        assertThat(noon.schedule()).isCloseTo(1.0 / 3, within(0.01));
        assertThat(noon.scheduleAhead()).isGreaterThan(noon.schedule());
    }

    @Test
    void shouldGoOnWithBeatNumbersThatTasksHaveSeen() {
        BeatPlan beat = pool.beat(0);
        pool.put(new TaskReport(0, 5_000, 0, beat.rulesDigest(), Map.of(), Map.of()));

        assertThat(pool.beat(1_000).number()).isEqualTo(5_001);
    }

    @Test
    void shouldIgnoreAnOlderReport() {
        assertThat(pool.put(new TaskReport(0, 5, 0, 0, Map.of(), Map.of()))).isTrue();
        assertThat(pool.put(new TaskReport(0, 4, 0, 0, Map.of(), Map.of()))).isFalse();
    }

    @Test
    void shouldRefuseAReportOfATaskThatCannotBe() {
        assertThatThrownBy(() -> pool.put(new TaskReport(TASKS, 1, 0, 0, Map.of(), Map.of())))
                .hasMessageContaining("task 2")
                .hasMessageContaining("merchant.partitions");
    }

    @Test
    void shouldNameTasksThatDoNotAnswer() {
        pool.put(PoolRules.rules("newcomer", 1));
        for (int i = 0; i < Pool.SILENT_BEATS; i++) {
            assertThat(pool.beat(i).silentTasks()).isEmpty();
        }

        assertThat(pool.beat(10).silentTasks()).containsExactly(0, 1);
    }

    @Test
    void shouldSayHowFarTasksHaveCome() {
        assertThat(pool.beat(10_000).answered().most())
                .as("nobody has answered")
                .isZero();

        pool.put(new TaskReport(0, 1, 10_000, 0, Map.of(), Map.of()));
        BeatPlan second = pool.beat(11_000);
        assertThat(second.answered().most()).isEqualTo(10_000);
        assertThat(second.answered().lagging()).as("has never answered").containsExactly(Map.entry(1, 0L));

        pool.put(new TaskReport(0, 2, 11_000, 0, Map.of(), Map.of()));
        pool.put(new TaskReport(1, 2, 11_000, 0, Map.of(), Map.of(), 9_500));
        BeatPlan third = pool.beat(12_000);
        assertThat(third.answered().most()).isEqualTo(11_000);
        assertThat(third.answered().lagging())
                .as("has answered, but not heard of what happened")
                .containsExactly(Map.entry(1, 9_500L));

        pool.put(new TaskReport(0, 3, 12_000, 0, Map.of(), Map.of()));
        pool.put(new TaskReport(1, 3, 12_000, 0, Map.of(), Map.of()));
        assertThat(pool.beat(13_000).answered().lagging()).isEmpty();
    }

    @Test
    void shouldWaitForTasksThatKeepUpButNoLongerThanASecond() {
        pool.put(PoolRules.rules("newcomer", 1));
        assertThat(pool.isToWait(0)).as("before the first beat").isFalse();

        BeatPlan beat = pool.beat(0);
        assertThat(pool.isToWait(50)).isTrue();
        assertThat(pool.isToWait(Pool.LONGEST_WAIT)).isFalse();

        answer(beat, 10);
        assertThat(pool.isToWait(50)).isFalse();
    }

    @Test
    void shouldNotWaitForASilentTask() {
        pool.put(PoolRules.rules("newcomer", 1));
        long time = 0;
        for (int i = 0; i <= Pool.SILENT_BEATS; i++) {
            pool.beat(time);
            time += Pool.LONGEST_WAIT;
        }
        BeatPlan beat = pool.beat(time);
        assertThat(beat.silentTasks()).containsExactly(0, 1);

        assertThat(pool.isToWait(time + 50)).as("both are silent").isFalse();
        answer(beat, 10);
        pool.beat(time + 50);
        assertThat(pool.isToWait(time + 100)).as("both are back").isTrue();
    }

    @Test
    void shouldRepeatRulesForASilentTaskOnlyNowAndThen() {
        pool.put(PoolRules.rules("newcomer", 1));
        int attached = 0;
        for (int i = 0; i < 100; i++) {
            attached += pool.beat(i).attachRules() ? 1 : 0;
        }

        assertThat(attached).isBetween(4, 8);
    }

    @Test
    void shouldHaveTheSameDigestWhateverTheOrder() {
        Pool other = new Pool(new PoolPolicy(TASKS, 1_000, true, 300_000));
        pool.put(PoolRules.rules("farm", 1));
        pool.put(PoolRules.rules("newcomer", 2));
        pool.put(ListSamples.version("villages", 1, "a", "b"));
        other.put(ListSamples.version("villages", 1, "a", "b"));
        other.put(PoolRules.rules("newcomer", 2));
        other.put(PoolRules.rules("farm", 1));
        long digest = pool.beat(0).rulesDigest();

        assertThat(other.beat(0).rulesDigest()).isEqualTo(digest);
        other.put(ListSamples.version("villages", 2, "a", "c"));
        assertThat(other.beat(0).rulesDigest()).isNotEqualTo(digest);
    }

    @Test
    void shouldKeepMembersOverTheStartOfAPeriod() {
        pool.put(PoolRules.rules("newcomer", 1));
        answer(pool.beat(DAY - HOUR), 0);

        ProgrammePlan plan = plan(pool.beat(DAY));
        assertThat(plan.sums().count(ProgrammeSum.MEMBERS)).isEqualTo(2 * TASKS);
        assertThat(plan.sums().count(ProgrammeSum.SPENT)).isZero();
    }

    @Test
    void shouldAnswerWithinTheProgrammesSurfacesOnly() {
        pool.put(PoolRules.rules("live", 1, 0, 1440, "UTC", Set.of(Surface.LIVE)));
        for (int hour = 0; hour < 36; hour++) {
            answer(pool.beat(hour * HOUR), hour == 12 ? 9_000 : 1);
        }

        assertThat(plan(pool.beat(DAY + 12 * HOUR)).schedule()).isCloseTo(0.5, within(0.01));
    }

    private void answer(BeatPlan beat, long impressions) {
        for (int task = 0; task < TASKS; task++) {
            long total = feed.merge(task, impressions, Long::sum);
            Map<String, ProgrammeSums> parts = new HashMap<>();
            for (ProgrammePlan plan : beat.programmes()) {
                parts.put(plan.rules().id(), sums(plan));
            }
            pool.put(new TaskReport(
                    task,
                    beat.number(),
                    beat.time(),
                    beat.rulesDigest(),
                    parts,
                    Map.of(Surface.FEED, total, Surface.LIVE, beat.number() * 1_000)));
        }
    }

    private static ProgrammeSums sums(ProgrammePlan plan) {
        ProgrammeSums.Candidate candidate = new ProgrammeSums.Candidate(
                plan.grant().candidateRate(), plan.grant().candidateScale());
        return ProgrammeSums.of(plan.period().start(), candidate)
                .set(ProgrammeSum.MEMBERS, 2)
                .set(ProgrammeSum.FLOORS, 20)
                .set(ProgrammeSum.CANDIDATE_SUM, 20)
                .set(ProgrammeSum.FREE_WEIGHT, 2)
                .set(ProgrammeSum.GRANTED, 20)
                .set(ProgrammeSum.SPENT, 7)
                .set(ProgrammeSum.DUE_GRANTS, 20)
                .set(ProgrammeSum.DIRECTED, 2)
                .build();
    }

    private static ProgrammePlan plan(BeatPlan beat) {
        return beat.programmes().get(0);
    }
}

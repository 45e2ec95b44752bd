package io.tributary.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.grant.SimulatedTask.Report;
import io.tributary.domain.grant.SimulatedTask.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GrantSolverTest {
    private static final int TASKS = 3;

    @Test
    void shouldShareThePoolByWeight() {
        GrantState state = settle(10_000, List.of(new Terms(0, 1, 100_000), new Terms(0, 3, 100_000)), 8);

        assertThat(GrantRule.grant(state.rate(), 1, 0, 1, 100_000)).isBetween(2_497L, 2_500L);
        assertThat(GrantRule.grant(state.rate(), 1, 0, 3, 100_000)).isBetween(7_492L, 7_500L);
    }

    @Test
    void shouldGrantNothingBeforeEveryTaskHasReported() {
        GrantSums partial = new GrantSums(1_000, 0, 10, 100, 100, 10, 1, false);

        assertThat(GrantSolver.next(GrantState.INITIAL, partial, 2)).isEqualTo(GrantState.INITIAL);
        assertThat(GrantRule.grant(GrantState.INITIAL.rate(), 1, 5, 1, 10)).isZero();
    }

    @Test
    void shouldScaleFloorsThatExceedThePool() {
        GrantState state = settle(1_000, List.of(new Terms(800, 1, 900), new Terms(1_200, 1, 1_500)), 8);

        assertThat(state.oversubscribed()).isTrue();
        assertThat(state.rate()).isZero();
        assertThat(state.floorScale()).isEqualTo(0.5);
    }

    @Test
    void shouldGiveEveryMemberItsCapWhenThePoolIsLarge() {
        GrantState state = settle(10_000, List.of(new Terms(5, 1, 50), new Terms(5, 2, 70)), 8);

        assertThat(GrantRule.grant(state.rate(), 1, 5, 1, 50)).isEqualTo(50);
        assertThat(GrantRule.grant(state.rate(), 1, 5, 2, 70)).isEqualTo(70);
    }

    @Test
    void shouldLeaveTheRateAloneForASmallSlack() {
        GrantState state = settle(100_000, List.of(new Terms(0, 1, 100_000), new Terms(0, 1, 100_000)), 8);
        GrantSums little = new GrantSums(100_000, 0, 2, 0, 99_910, 2, 20, true);

        assertThat(GrantSolver.next(state, little, 21).candidateRate()).isEqualTo(state.rate());
        assertThat(GrantSolver.next(state, little, 21).ratedBeat()).isEqualTo(20);
    }

    @Test
    void shouldWithholdNewMembersUntilALowerRateHasReachedEveryTask() {
        GrantState inForce = new GrantState(10, 1, 5, 10, 1, 0, 0);
        GrantState lower = GrantSolver.next(inForce, new GrantSums(1_000, 0, 2, 0, 1_500, 150, 8, true), 9);
        GrantState lowered = GrantSolver.next(
                lower, new GrantSums(1_000, 0, 2, 0, (long) (lower.candidateRate() * 150), 150, 9, true), 10);

        assertThat(lowered.rate()).isEqualTo(lower.candidateRate()).isLessThan(10);
        assertThat(lowered.ratedBeat()).isEqualTo(5);
        GrantSums before = new GrantSums(1_000, 0, 2, 0, (long) (lowered.rate() * 150), 150, 9, true);
        assertThat(GrantSolver.next(lowered, before, 11).ratedBeat()).isEqualTo(5);
        GrantSums after = new GrantSums(1_000, 0, 2, 0, (long) (lowered.rate() * 150), 150, 10, true);
        assertThat(GrantSolver.next(lowered, after, 11).ratedBeat()).isEqualTo(10);
    }

    @Test
    void shouldStartAPeriodWithTheLastRateAsCandidate() {
        GrantState next = new GrantState(10, 1, 5, 10, 1, 0, 0).startPeriod();

        assertThat(next.rate()).isEqualTo(GrantRule.NONE);
        assertThat(next.candidateRate()).isEqualTo(10);
    }

    @Property(tries = 500)
    void shouldReachTheOptimumWithinEightBeats(
            @ForAll @IntRange(min = 1, max = 400) int members,
            @ForAll @LongRange(min = 1, max = 2_000_000) long pool,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<Terms> terms = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            terms.add(terms(random));
        }

        GrantState state = settle(pool, terms, 8);

        long sum = sum(terms, state.rate(), state.floorScale());
        long most = Math.min(pool, terms.stream().mapToLong(Terms::cap).sum());
        double tolerance = Math.max(members, pool / 1000.0) + 1;
        double floors = terms.stream().mapToLong(Terms::floor).sum();
        assertThat(state.oversubscribed()).isEqualTo(floors > pool);
        assertThat(sum).isLessThanOrEqualTo(pool);
        if (terms.stream().allMatch(term -> term.weight() > 0)) {
            assertThat((double) sum).isGreaterThanOrEqualTo(most - tolerance);
        }
    }

    @Property(tries = 400)
    void shouldNeverGrantMoreThanThePool(@ForAll long seed, @ForAll @LongRange(min = 1, max = 50_000) long pool) {
        Random random = new Random(seed);
        SimulatedTask[] tasks = new SimulatedTask[TASKS];
        List<Deque<GrantState>> beats = new ArrayList<>();
        List<Deque<Report>> reports = new ArrayList<>();
        long[] answered = new long[TASKS];
        Report[] latest = new Report[TASKS];
        for (int i = 0; i < TASKS; i++) {
            tasks[i] = new SimulatedTask();
            beats.add(new ArrayDeque<>());
            reports.add(new ArrayDeque<>());
        }
        GrantState state = GrantState.INITIAL;
        for (long beat = 1; beat <= 120; beat++) {
            state = GrantSolver.next(state, SimulatedTask.merge(Arrays.asList(latest), state, pool), beat);
            GrantState sent = state;
            beats.forEach(queue -> queue.add(sent));
            for (int i = 0; i < TASKS; i++) {
                change(random, tasks[i]);
                while (!beats.get(i).isEmpty() && random.nextInt(3) > 0) {
                    reports.get(i)
                            .add(tasks[i].answer(++answered[i], beats.get(i).poll()));
                    change(random, tasks[i]);
                    assertThat(inForce(tasks)).isLessThanOrEqualTo(pool);
                }
                while (!reports.get(i).isEmpty() && random.nextInt(3) > 0) {
                    latest[i] = reports.get(i).poll();
                }
            }
            assertThat(inForce(tasks)).isLessThanOrEqualTo(pool);
        }
    }

    @Property(tries = 300)
    void shouldMakeRoomForNewMembersAfterOthersHaveSpentAPart(
            @ForAll @IntRange(min = 2, max = 300) int members,
            @ForAll @LongRange(min = 20_000, max = 2_000_000) long pool,
            @ForAll @DoubleRange(min = 0, max = 0.9) double spent,
            @ForAll long seed) {
        Random random = new Random(seed);
        SimulatedTask task = new SimulatedTask();
        for (int i = 0; i < members; i++) {
            task.put(i, new Terms(0, 0.1 + random.nextDouble(), pool));
        }
        GrantState state = run(task, GrantState.INITIAL, pool, 1, 12);
        task.spend(spent);
        for (int i = members; i < 2 * members; i++) {
            task.put(i, new Terms(0, 0.1 + random.nextDouble(), pool));
        }

        state = run(task, state, pool, 13, 16);

        assertThat(task.inForce()).isLessThanOrEqualTo(pool);
        assertThat((double) task.inForce()).isGreaterThanOrEqualTo(0.98 * pool - 2 * members);
        assertThat(state.ratedBeat()).isGreaterThan(13);
        assertThat(task.granted(2 * members - 1)).isPositive();
    }

    private static void change(Random random, SimulatedTask task) {
        int id = random.nextInt(12);
        switch (random.nextInt(8)) {
            case 0, 1 -> task.put(id, terms(random));
            case 2 -> task.remove(id);
            default -> {}
        }
    }

    private static Terms terms(Random random) {
        long floor = random.nextInt(4) == 0 ? 0 : random.nextInt(200);
        double weight = random.nextInt(10) == 0 ? 0 : Math.exp(random.nextGaussian());
        return new Terms(floor, weight, floor + (long) Math.exp(random.nextDouble() * 9));
    }

    private static long inForce(SimulatedTask[] tasks) {
        return Arrays.stream(tasks).mapToLong(SimulatedTask::inForce).sum();
    }

    private static long sum(List<Terms> terms, double k, double scale) {
        return terms.stream().mapToLong(term -> term.at(k, scale)).sum();
    }

    private static GrantState settle(long pool, List<Terms> terms, int beats) {
        SimulatedTask task = new SimulatedTask();
        for (int i = 0; i < terms.size(); i++) {
            task.put(i, terms.get(i));
        }
        return run(task, GrantState.INITIAL, pool, 1, beats);
    }

    private static GrantState run(SimulatedTask task, GrantState from, long pool, long firstBeat, int beats) {
        GrantState state = from;
        for (long beat = firstBeat; beat < firstBeat + beats; beat++) {
            Report report = task.answer(beat, state);
            state = GrantSolver.next(state, SimulatedTask.merge(List.of(report), state, pool), beat + 1);
        }
        return state;
    }
}

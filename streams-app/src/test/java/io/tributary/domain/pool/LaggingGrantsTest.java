package io.tributary.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import io.tributary.domain.pool.LateTask.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grants while some tasks lag, stand still, or never answer: those of the others go on, and no more is granted than there is. */
class LaggingGrantsTest {
    private static final int TASKS = 4;
    private static final long POOL = 10_000;
    private static final long SECOND = 1_000;
    private static final int PERIOD_SECONDS = 60;
    /** Steps of the search, and answers to each of them. */
    private static final int SOON = 12;

    private final Pool pool = new Pool(new PoolPolicy(TASKS, SECOND, false, 300_000));
    private final List<LateTask> tasks = new ArrayList<>();
    private final List<Deque<TaskReport>> reports = new ArrayList<>();
    private BeatPlan last;
    private long beats;

    LaggingGrantsTest() {
        pool.put(PoolRules.rules("newcomer", 1, 0, PERIOD_SECONDS / 60, "UTC", Set.of(Surface.FEED)));
        for (int task = 0; task < TASKS; task++) {
            tasks.add(new LateTask(task));
            reports.add(new ArrayDeque<>());
        }
    }

    private void beat() {
        last = pool.beat(beats++ * SECOND);
        tasks.forEach(task -> task.send(last));
    }

    /** Has a task work on until so many beats wait, and the pool hear of it. */
    private void answer(int task, int waiting) {
        while (tasks.get(task).waiting() > waiting) {
            pool.put(tasks.get(task).answer());
        }
    }

    private void enrol(int members) {
        for (LateTask task : tasks) {
            for (int id = 0; id < members; id++) {
                task.enrol(id, new Terms(10, 1, 2_000));
            }
        }
    }

    private long granted(int task) {
        return tasks.get(task).inForce();
    }

    @Test
    void shouldGrantInANewPeriodWhileATaskIsSilent() {
        enrol(10);
        run(PERIOD_SECONDS - 10, 0);
        run(10 + SOON, 1);

        assertThat(tasks.get(1).periodStart())
                .isEqualTo(last.programmes().get(0).period().start());
        assertThat(tasks.get(0).periodStart()).isZero();
        for (int task = 1; task < TASKS; task++) {
            assertThat(granted(task))
                    .as("a quarter each, and one is left for the silent one")
                    .isBetween(2_400L, 2_500L);
        }
    }

    @Test
    void shouldGrantAtOnceWhenTheSilentTaskComesBack() {
        enrol(10);
        run(PERIOD_SECONDS - 10, 0);
        run(30, 1);
        run(SOON, 0);

        for (int task = 0; task < TASKS; task++) {
            assertThat(granted(task)).isBetween(2_400L, 2_500L);
        }
    }

    @Test
    void shouldGrantToNewMembersWhileATaskIsSilent() {
        enrol(10);
        run(20, 0);
        run(10, 1);
        for (int id = 10; id < 20; id++) {
            tasks.get(2).enrol(id, new Terms(10, 1, 2_000));
        }
        run(2 * SOON, 1);

        assertThat(tasks.get(2).members.get(15).granted).isPositive();
        assertThat(granted(0)).as("keeps what it has").isBetween(2_400L, 2_500L);
        assertThat(sum()).isBetween(9_800L, POOL);
    }

    @Test
    void shouldGrantWhileATaskHasNeverAnswered() {
        enrol(10);
        run(2 * SOON, 1);

        assertThat(granted(0)).isZero();
        for (int task = 1; task < TASKS; task++) {
            assertThat(granted(task)).isBetween(2_400L, 2_500L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 15, 20})
    void shouldGrantToATaskThatIsAlwaysLate(int waiting) {
        enrol(10);
        for (int i = 0; i < 5 * PERIOD_SECONDS; i++) {
            beat();
            answer(0, waiting);
            for (int task = 1; task < TASKS; task++) {
                answer(task, 0);
            }
        }

        for (int task = 0; task < TASKS; task++) {
            assertThat(granted(task)).as("task " + task).isBetween(2_300L, 2_600L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10})
    void shouldGrantWhenAllAreAlwaysLate(int waiting) {
        enrol(10);
        for (int i = 0; i < 5 * PERIOD_SECONDS; i++) {
            beat();
            for (int task = 0; task < TASKS; task++) {
                answer(task, waiting);
            }
        }

        assertThat(sum()).isBetween(9_800L, POOL);
    }

    private void run(int seconds, int answeringFrom) {
        for (int i = 0; i < seconds; i++) {
            beat();
            for (int task = answeringFrom; task < TASKS; task++) {
                answer(task, 0);
            }
        }
    }

    private long sum() {
        return tasks.stream().mapToLong(LateTask::inForce).sum();
    }

    @Property(tries = 300)
    void shouldNeverGrantMoreThanThePool(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 0.3) double stop,
            @ForAll @DoubleRange(min = 0.02, max = 1) double goOn,
            @ForAll @IntRange(min = 1, max = 8) int reportedIn) {
        Random random = new Random(seed);
        boolean[] still = new boolean[TASKS];
        for (int i = 0; i < 3 * PERIOD_SECONDS; i++) {
            beat();
            for (int task = 0; task < TASKS; task++) {
                still[task] = still[task] ? random.nextDouble() >= goOn : random.nextDouble() < stop;
                change(random, tasks.get(task));
                while (!still[task] && tasks.get(task).waiting() > 0 && random.nextInt(6) > 0) {
                    reports.get(task).add(tasks.get(task).answer());
                    change(random, tasks.get(task));
                    assertWithinThePool();
                }
                while (!reports.get(task).isEmpty() && random.nextInt(reportedIn + 1) > 0) {
                    pool.put(reports.get(task).poll());
                }
            }
            assertWithinThePool();
        }
    }

    private void assertWithinThePool() {
        Map<Long, Long> byPeriod = new HashMap<>();
        tasks.forEach(task -> byPeriod.merge(task.periodStart(), task.inForce(), Long::sum));
        assertThat(byPeriod.values()).allMatch(sum -> sum <= POOL);
    }

    private static void change(Random random, LateTask task) {
        int id = random.nextInt(12);
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> task.enrol(id, terms(random));
            case 3 -> task.leave(id);
            default -> {
                for (int i = random.nextInt(80); i > 0; i--) {
                    task.spend(random.nextInt(12));
                }
            }
        }
    }

    private static Terms terms(Random random) {
        long floor = random.nextInt(4) == 0 ? 0 : random.nextInt(400);
        double weight = random.nextInt(10) == 0 ? 0 : Math.exp(random.nextGaussian());
        return new Terms(floor, weight, floor + (long) Math.exp(random.nextDouble() * 9));
    }
}

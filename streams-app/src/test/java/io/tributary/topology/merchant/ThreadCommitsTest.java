package io.tributary.topology.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class ThreadCommitsTest {
    private static final TaskId FIRST = new TaskId(0, 0);
    private static final TaskId SECOND = new TaskId(0, 1);
    private static final TaskId THIRD = new TaskId(0, 2);
    private static final int INTERVAL = 100;
    private static final long BEAT = 1_000;
    private static final long START = 1_000_000;

    private final ThreadCommits commits = new ThreadCommits(INTERVAL);

    @Test
    void shouldCommitWhenTheLastTaskOfTheThreadHasAnswered() {
        commits.join(FIRST, 6);
        commits.join(SECOND, 6);
        commits.join(THIRD, 6);

        assertThat(commits.answer(SECOND, 7, BEAT, START + 7 * BEAT)).isFalse();
        assertThat(commits.answer(FIRST, 7, BEAT, START + 7 * BEAT)).isFalse();
        assertThat(commits.answer(THIRD, 7, BEAT, START + 7 * BEAT)).isTrue();
        assertThat(commits.answer(FIRST, 8, BEAT, START + 8 * BEAT)).isFalse();
    }

    @Test
    void shouldNotWaitForATaskThatLags() {
        commits.join(FIRST, 6);
        commits.join(SECOND, 0);
        commits.join(THIRD, 5);

        assertThat(commits.answer(FIRST, 7, BEAT, START + 7 * BEAT)).isTrue();
        assertThat(commits.answer(SECOND, 1, BEAT, START + 8 * BEAT))
                .as("nor does it wait for those ahead")
                .isTrue();
    }

    @Test
    void shouldNotWaitForATaskThatHasLeft() {
        commits.join(FIRST, 6);
        commits.join(SECOND, 6);

        assertThat(commits.leave(SECOND)).isTrue();
        assertThat(commits.answer(FIRST, 7, BEAT, START + 7 * BEAT)).isTrue();
        assertThat(commits.leave(FIRST)).isFalse();
    }

    @Test
    void shouldNotWaitForTasksOfAnotherThread() throws InterruptedException {
        Commits all = new Commits(INTERVAL);
        all.join(FIRST, 6);
        AtomicBoolean commit = new AtomicBoolean();
        Thread other = new Thread(() -> commit.set(all.join(SECOND, 6).answer(SECOND, 7, BEAT, START + 7 * BEAT)));
        other.start();
        other.join();

        assertThat(commit).isTrue();
    }

    @Test
    void shouldCommitOnceForBeatsThatHaveQueuedUp() {
        commits.join(FIRST, 0);
        commits.join(SECOND, 20);
        commits.join(THIRD, 40);
        int asked = 0;
        long now = START;
        for (int beat = 1; beat <= 250; beat++) {
            for (TaskId task : List.of(FIRST, SECOND, THIRD)) {
                commits.worked(now);
                boolean commit = commits.answer(task, beat + (task == FIRST ? 0 : task == SECOND ? 20 : 40), BEAT, now);
                if (commit || commits.isDue(now)) {
                    commits.begun(now);
                    asked++;
                }
            }
            now += 2;
        }

        assertThat(asked).as("in half a second, at 100 ms").isLessThanOrEqualTo(5 + 1);
        assertThat(commits.isPending()).isTrue();
        assertThat(commits.isDue(now + INTERVAL)).as("the rest").isTrue();
    }

    @Test
    void shouldCommitForEachBeatOfThoseThatAreFrequent() {
        commits.join(FIRST, 0);
        for (int beat = 1; beat <= 10; beat++) {
            assertThat(commits.answer(FIRST, beat, 20, START + 20L * beat)).isTrue();
        }
    }

    @Test
    void shouldCommitAnIntervalAfterTheLastCommitBegan() {
        commits.begun(START);
        commits.worked(START + 30);

        assertThat(commits.isDue(START + INTERVAL - 1)).isFalse();
        assertThat(commits.isDue(START + INTERVAL)).isTrue();
    }

    @Test
    void shouldWorkForHalfOfTheIntervalAtLeast() {
        commits.begun(START);
        commits.worked(START + 90);

        assertThat(commits.isDue(START + 139)).isFalse();
        assertThat(commits.isDue(START + 140)).isTrue();
    }

    @Test
    void shouldWorkForTheWholeIntervalWhenThereIsABacklog() {
        commits.begun(START);
        commits.worked(START + 40);
        for (int batch = 0; batch < 30; batch++) {
            commits.batch(1_000);
        }

        assertThat(commits.isDue(START + 139)).isFalse();
        assertThat(commits.isDue(START + 140)).isTrue();
    }

    @Test
    void shouldNotCommitWhereNothingWasDone() {
        assertThat(commits.isPending()).isFalse();
        assertThat(commits.isDue(START)).isFalse();

        commits.worked(START);
        assertThat(commits.isPending()).isTrue();
        commits.begun(START + INTERVAL);

        assertThat(commits.isPending()).isFalse();
        assertThat(commits.isDue(START + 10 * INTERVAL)).isFalse();
    }
}

package io.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class BeatCommitsTest {
    private static final TaskId FIRST = new TaskId(0, 0);
    private static final TaskId SECOND = new TaskId(0, 1);
    private static final TaskId THIRD = new TaskId(0, 2);

    private final BeatCommits commits = new BeatCommits();

    @Test
    void shouldCommitWhenTheLastTaskOfTheThreadHasAnswered() {
        commits.join(FIRST, 6);
        commits.join(SECOND, 6);
        commits.join(THIRD, 6);

        assertThat(commits.answer(SECOND, 7)).isFalse();
        assertThat(commits.answer(FIRST, 7)).isFalse();
        assertThat(commits.answer(THIRD, 7)).isTrue();
        assertThat(commits.answer(FIRST, 8)).isFalse();
    }

    @Test
    void shouldNotWaitForATaskThatLags() {
        commits.join(FIRST, 6);
        commits.join(SECOND, 0);
        commits.join(THIRD, 5);

        assertThat(commits.answer(FIRST, 7)).isTrue();
        assertThat(commits.answer(SECOND, 1))
                .as("nor does it wait for those ahead")
                .isTrue();
    }

    @Test
    void shouldNotWaitForATaskThatHasLeft() {
        commits.join(FIRST, 6);
        commits.join(SECOND, 6);
        commits.leave(SECOND);

        assertThat(commits.answer(FIRST, 7)).isTrue();
    }

    @Test
    void shouldNotWaitForTasksOfAnotherThread() throws InterruptedException {
        commits.join(FIRST, 6);
        AtomicBoolean commit = new AtomicBoolean();
        Thread other = new Thread(() -> {
            commits.join(SECOND, 6);
            commit.set(commits.answer(SECOND, 7));
        });
        other.start();
        other.join();

        assertThat(commit).isTrue();
    }
}

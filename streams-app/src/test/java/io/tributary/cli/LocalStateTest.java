package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest extends CapturedCommands {
    @TempDir
    Path state;

    private Path tasks;

    @BeforeEach
    void write() throws Exception {
        tasks = state.resolve("merchant").resolve("tributary-merchant");
        for (String task : new String[] {"0_1", "0_11", "1_1"}) {
            Files.createDirectories(tasks.resolve(task).resolve("committed"));
            Files.writeString(tasks.resolve(task).resolve("committed").resolve("000001.sst"), "x");
        }
        Files.writeString(tasks.resolve(".lock"), "");
    }

    @Test
    void shouldDeleteTheTasksOfOnePartition() {
        assertThat(restore("1")).isZero();
        assertThat(tasks.resolve("0_1")).doesNotExist();
        assertThat(tasks.resolve("1_1")).doesNotExist();
        assertThat(tasks.resolve("0_11")).exists();
        assertThat(restore("7")).isZero();
        assertThat(out.toString()).contains("no task of partition 7");
    }

    @Test
    void shouldLeaveTheStateOfARunningInstance() throws Exception {
        try (FileChannel channel = FileChannel.open(tasks.resolve(".lock"), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(restore("1")).isEqualTo(1);
        }
        assertThat(err.toString()).contains("stop it first");
        assertThat(tasks.resolve("0_1")).exists();
    }

    private int restore(String partition) {
        return run(
                "state",
                "restore",
                "--role",
                "merchant",
                "--partition",
                partition,
                "--yes",
                "--set",
                "state.dir=" + state);
    }
}

package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLogsTest {
    @Test
    void shouldAddTheEndOfEachLog(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("1-a.log"),
                IntStream.rangeClosed(1, 500).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));
        Files.writeString(folder.resolve("2-b.log"), "refused");
        Files.createDirectory(folder.resolve("stack"));
        InstanceLogs.include(folder);

        Throwable failure = InstanceLogs.withLogs(new AssertionError("not ready"));

        assertThat(failure).hasMessage("not ready");
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure.getSuppressed()[0].getMessage())
                .startsWith("1-a.log ends with\nline 441\n")
                .endsWith("\nline 500");
        assertThat(failure.getSuppressed()[1]).hasMessage("2-b.log ends with\nrefused");
    }
}

package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
    private static final String EXIT = "-XX:+ExitOnOutOfMemoryError";

    @Test
    void shouldExitWithoutMemoryHoweverItIsStarted() throws IOException {
        assertThat(JavaCommand.guarded("classes", "Main", List.of("run"), List.of("-Xmx512m")))
                .containsSubsequence(EXIT, "-Xmx512m", "-cp", "classes", "Main", "run");
        assertThat(Files.readString(Path.of("../../scripts/lib/java.sh"))).contains(EXIT);
    }
}

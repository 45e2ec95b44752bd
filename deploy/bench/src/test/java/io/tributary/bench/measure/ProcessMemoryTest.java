package io.tributary.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTellWhatAProcessHasInMemory() {
        assertThat(ProcessMemory.residentBytes(ProcessHandle.current().pid())).isGreaterThan(10L << 20);
    }

    @Test
    void shouldAddUpTheFilesOfAFolder(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("a"), new byte[100]);
        Files.write(Files.createDirectories(folder.resolve("b")).resolve("c"), new byte[20]);

        assertThat(ProcessMemory.folderBytes(folder)).isEqualTo(120);
        assertThat(ProcessMemory.folderBytes(folder.resolve("absent"))).isZero();
    }
}

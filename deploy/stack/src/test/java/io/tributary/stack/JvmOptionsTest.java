package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadOptionsWithoutComments() {
        assertThat(JvmOptions.LESS_COMPILATION).isNotEmpty().allMatch(option -> option.startsWith("-XX:"));
    }

    @Test
    void shouldAskForHugePagesWhereTheKernelGivesThem() throws IOException {
        Path choice = Files.writeString(folder.resolve("enabled"), "always [madvise] never\n");
        assertThat(JvmOptions.hugePages(choice)).containsExactly("-XX:+UseTransparentHugePages");
        Files.writeString(choice, "[always] madvise never\n");
        assertThat(JvmOptions.hugePages(choice)).hasSize(1);
    }

    @Test
    void shouldNotAskForThemElsewhere() throws IOException {
        Path choice = Files.writeString(folder.resolve("enabled"), "always madvise [never]\n");
        assertThat(JvmOptions.hugePages(choice)).isEmpty();
        assertThat(JvmOptions.hugePages(folder.resolve("missing"))).isEmpty();
    }
}

package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void jar() throws IOException {
        jar = Files.createFile(folder.resolve("a.jar"));
    }

    @Test
    void shouldBeUsedOnceItIsWritten() throws IOException {
        ClassArchive archive = new ClassArchive(folder, jar.toString());
        assertThat(archive.isMissing()).isTrue();
        assertThat(archive.options()).isEmpty();

        Path written = written(archive);

        assertThat(archive.isMissing()).isFalse();
        assertThat(archive.options()).containsExactly("-XX:SharedArchiveFile=" + written);
    }

    @Test
    void shouldNotBeSeenBeforeItIsWhole() throws IOException {
        ClassArchive archive = new ClassArchive(folder, jar.toString());
        archive.publish();
        assertThat(archive.isMissing()).isTrue();

        written(archive.writingBeside());

        assertThat(archive.isMissing()).isTrue();
        archive.publish();
        assertThat(archive.options()).hasSize(1);
    }

    @Test
    void shouldBeAnotherWhenAJarHasChanged() throws IOException {
        written(new ClassArchive(folder, jar.toString()));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));

        assertThat(new ClassArchive(folder, jar.toString()).isMissing()).isTrue();
    }

    @Test
    void shouldNotBeMadeOfFolders() {
        String classPath = jar + File.pathSeparator + folder;

        assertThat(new ClassArchive(folder, classPath).isMissing()).isFalse();
        assertThat(new ClassArchive(folder, classPath).options()).isEmpty();
    }

    private static Path written(ClassArchive archive) throws IOException {
        return written(archive.writing());
    }

    private static Path written(List<String> options) throws IOException {
        String option = options.get(0);
        return Files.createFile(Path.of(option.substring(option.indexOf('=') + 1)));
    }
}

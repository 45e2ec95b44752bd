package io.tributary.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/release in a small repository. */
class ReleaseScriptTest {
    private static final Path SCRIPT = Path.of("..", "..", "scripts", "release");
    private static final String POM = """
            <project>
              <artifactId>tributary-parent</artifactId>
              <version>0.1.0-SNAPSHOT</version>
              <packaging>pom</packaging>
            </project>
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void commit() throws Exception {
        Files.createDirectories(folder.resolve("scripts"));
        Files.copy(SCRIPT, folder.resolve("scripts/release"));
        run("git", "init", "-q");
        write("pom.xml", POM);
        write("deploy/image/Dockerfile", "# tributary:0.1.0-SNAPSHOT, not 0x1.0-SNAPSHOT\n");
        save("The first");
        write("streams-app/a", "a");
        write("streams-app/b", "b");
        write("pom.xml", POM + "<!-- -->\n");
        save("A change with \"quotes\" & signs");
        write("deploy/image/entrypoint", "run");
        save("The image starts");
    }

    @Test
    void shouldTellWhatChangedByPart() throws Exception {
        assertThat(said("changelog", "HEAD~2").replaceAll("\\([0-9a-f]{7,}\\)", "(...)"))
                .isEqualTo("### deploy/image\n\n- The image starts (...)\n\n"
                        + "### streams-app\n\n- A change with \"quotes\" & signs (...)\n\n");
        assertThat(said("changelog", "v9")).isEqualTo("error: v9: is no tag or commit of this repository\n");
    }

    @Test
    void shouldWriteTheVersionEverywhere() throws Exception {
        assertThat(said("version", "1.0.0")).startsWith("0.1.0-SNAPSHOT -> 1.0.0");
        assertThat(read("pom.xml")).contains("<version>1.0.0</version>");
        assertThat(read("deploy/image/Dockerfile")).isEqualTo("# tributary:1.0.0, not 0x1.0-SNAPSHOT\n");
        assertThat(read("CHANGELOG.md")).startsWith("# Changes\n\n## 1.0.0\n\n### deploy/image\n\n- The image");
        save("Version 1.0.0");
        run("git", "tag", "v1.0.0");
        said("version", "1.1.0-SNAPSHOT");
        save("Work goes on");
        assertThat(said("version", "1.1.0")).startsWith("1.1.0-SNAPSHOT -> 1.1.0");
        assertThat(read("CHANGELOG.md"))
                .containsSubsequence("# Changes", "## 1.1.0", "Work goes on", "## 1.0.0", "The image");
        assertThat(read("CHANGELOG.md").split("Version 1.0.0", -1))
                .as("what was before the tag")
                .hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsNoVersionAndChangesThatAreNotCommitted() throws Exception {
        assertThat(said("version", "one")).isEqualTo("error: version one: must be like 1.2.3, or 1.2.3-SNAPSHOT\n");
        write("pom.xml", POM);
        assertThat(said("version", "1.0.0")).startsWith("error: there are changes that are not committed");
        assertThat(said("--help")).contains("changelog", "reproduce", "version", "artefacts");
    }

    private String said(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("scripts/release"));
        command.addAll(List.of(args));
        return run(command.toArray(String[]::new));
    }

    private void save(String message) throws Exception {
        run("git", "add", "-A");
        run(
                "git",
                "-c",
                "user.name=ann",
                "-c",
                "user.email=ann@example.com",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "-qm",
                message);
    }

    private String run(String... command) throws Exception {
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(log);
        Files.delete(log);
        return text;
    }

    private void write(String name, String text) throws Exception {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private String read(String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }
}

package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ToolMainTest {
    private static final int ASKED_WRONGLY = 2;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void shouldKnowAllCommands() {
        assertThat(ToolMain.commandLine().getSubcommands().keySet())
                .contains(
                        "run",
                        "demo",
                        "replay",
                        "local",
                        "topics",
                        "schemas",
                        "tail",
                        "config",
                        "programmes",
                        "control",
                        "evaluate");
    }

    @Test
    void shouldRefuseWrongOptionsInOneLine() throws IOException {
        assertRefused("--days is 0, must be within 1 and 60", "demo", "--days", "0");
        assertRefused("'5 minutes' is not a duration", "demo", "--step", "5 minutes");
        assertRefused("--step is 1 s, must be within 10s and 1h", "demo", "--step", "1s");
        assertRefused(
                "does not exist: check --programmes",
                "demo",
                "--programmes",
                folder.resolve("none").toString());
        assertRefused("holds no .yaml file", "demo", "--programmes", folder.toString());
        assertRefused("Missing required option: '--events=FILE'", "replay");
        assertRefused("--step is PT0.1S", "replay", "--events", "x.csv", "--step", "100ms");
        assertRefused("give both or none", "replay", "--events", csv(), "--registry", "http://localhost:1");
        assertRefused("events file none.csv does not exist", "replay", "--events", "none.csv");
        assertRefused("--brokers is 2, must be 1 or 3", "local", "up", "--brokers", "2");
        assertRefused("name what to do: up, down or status", "local");
    }

    @Test
    void shouldFindTheProgrammesFromAFolderBelow() throws IOException {
        Path below = Files.createDirectories(folder.resolve("a/b"));
        Path programmes = Files.createDirectories(folder.resolve("deploy/programmes"));

        assertThat(ProgrammeFolder.standard(below)).isEqualTo(programmes);
    }

    @Test
    void shouldReadTheRepositorysProgrammes() {
        RuleFiles rules = ProgrammeFolder.read(ProgrammeFolder.standard(Path.of("")));

        assertThat(rules.programmes())
                .extracting(Programme::getProgrammeId)
                .containsExactly("county", "farm", "newcomer");
        assertThat(rules.lists()).extracting(ReferenceList::getName).contains("key-counties", "size-classes");
    }

    private String csv() throws IOException {
        Path file = folder.resolve("events.csv");
        return Files.writeString(file, "epoch_seconds,user,item,provider,converted\n1,u,i,p,0\n")
                .toString();
    }

    private void assertRefused(String message, String... args) {
        errors.getBuffer().setLength(0);
        CommandLine commands = ToolMain.commandLine();
        commands.setErr(new PrintWriter(errors));

        assertThat(commands.execute(args)).as(String.join(" ", args)).isEqualTo(ASKED_WRONGLY);
        assertThat(errors.toString()).contains(message);
    }
}

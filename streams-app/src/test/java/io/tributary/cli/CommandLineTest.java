package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest extends CapturedCommands {
    @TempDir
    Path folder;

    @Test
    void shouldListCommandsAndExamplesInHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("run", "topics", "schemas", "programmes", "lists", "control", "tail", "config")
                .contains("Examples:")
                .contains("Exit codes: 0 done, 1 failed, 2 asked wrongly.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "topics",
                "schemas",
                "programmes",
                "lists",
                "control",
                "tail",
                "dead-letters",
                "plan",
                "state",
                "reset",
                "doctor",
                "config",
                "acls"
            })
    void shouldTeachWithExamplesInEveryCommandsHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Example");
    }

    @Test
    void shouldShowSettingsForMachines(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tributary.properties"), "kafka.ssl.key.password=x");

        assertThat(run("config", "--json", "--set", "beat.interval.ms=500", "--config", file.toString()))
                .isZero();

        JsonNode settings = new ObjectMapper().readTree(out.toString()).get("settings");
        JsonNode interval = find(settings, "beat.interval.ms");
        assertThat(interval.get("value").asText()).isEqualTo("500");
        assertThat(interval.get("source").asText()).isEqualTo("command line");
        assertThat(interval.get("environment").asText()).isEqualTo("TRIBUTARY_BEAT_INTERVAL_MS");
        assertThat(find(settings, "kafka.ssl.key.password").get("value").asText())
                .isEqualTo("[hidden]");
    }

    private static JsonNode find(JsonNode settings, String key) {
        for (JsonNode setting : settings) {
            if (setting.get("key").asText().equals(key)) {
                return setting;
            }
        }
        throw new AssertionError("no setting " + key);
    }

    @Test
    void shouldShowSettingsForPeople() {
        assertThat(run("config", "--set", "http.port=0")).isZero();
        assertThat(out.toString()).contains("http.port = 0   <- command line").contains("TRIBUTARY_HTTP_PORT");
    }

    @Test
    void shouldExitWithTwoWhenAskedWrongly() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("tail")).isEqualTo(2);
        assertThat(run("tial")).isEqualTo(2);
        assertThat(run("config", "--set", "beat.intervall.ms=5")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean beat.interval.ms?").doesNotContain("\tat ");
    }

    @Test
    void shouldCheckProgrammesWithoutAskingAnybody() throws Exception {
        assertThat(run("programmes", "apply", "--dry-run", "../deploy/programmes/newcomer.yaml"))
                .isZero();
        assertThat(out.toString()).contains("newcomer v1: good");

        Path bad = Files.writeString(folder.resolve("bad.yaml"), "programmeId: x\n");
        assertThat(run("programmes", "apply", "--dry-run", bad.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.yaml: version: missing");
    }

    @Test
    void shouldSayWhatAVersionChangesAndFromWhenItMayBeInForce() throws Exception {
        String file = "../deploy/programmes/newcomer.yaml";
        String yaml = Files.readString(Path.of(file));
        Path narrower = Files.writeString(
                folder.resolve("narrower.yaml"),
                yaml.replace("version: 1", "version: 2").replace("floor: 50", "floor: 40"));

        assertThat(run("programmes", "diff", file, narrower.toString())).isZero();
        assertThat(out.toString())
                .contains("newcomer v1 -> newcomer v2: IMPORTANT")
                .contains("Floor of each merchant: from 50 to 40")
                .contains("每位商家的保底曝光由 50 改为 40")
                .contains("notice: 15 days (CN)");
        assertThat(run("programmes", "diff", "--json", "--set", "notice.jurisdiction=NONE", file, narrower.toString()))
                .isZero();
        assertThat(out.toString()).contains("\"earliest\":null").contains("\"kind\":\"IMPORTANT\"");
        assertThat(run("programmes", "diff", file)).isEqualTo(2);
        assertThat(run("programmes", "apply", "--reason", "flood", file)).isEqualTo(2);
        assertThat(err.toString()).contains("--reason: goes with --force");
    }

    @Test
    void shouldReadFromWhenAVersionIsInForce() throws Exception {
        String yaml = Files.readString(Path.of("../deploy/programmes/newcomer.yaml"));
        Path later =
                Files.writeString(folder.resolve("later.yaml"), yaml + "\neffectiveFrom: 2026-03-16T00:00:00+08:00\n");

        assertThat(ProgrammeFile.read(later).getEffectiveFrom())
                .isEqualTo(java.time.Instant.parse("2026-03-15T16:00:00Z").toEpochMilli());
    }

    @Test
    void shouldRefuseAProgrammeThatIsGivenTwice() {
        String file = "../deploy/programmes/newcomer.yaml";
        assertThat(run("programmes", "apply", "--dry-run", file, file)).isEqualTo(2);
        assertThat(err.toString()).contains("in another of these files already");
    }

    @Test
    void shouldUnderstandScopes() {
        assertThat(Scope.parse("all").key()).isEqualTo("ALL");
        assertThat(Scope.parse("surface:live").key()).isEqualTo("surface:LIVE");
        assertThat(Scope.parse("merchant:m-1").key()).isEqualTo("merchant:m-1");
        assertThat(run("control", "stop", "surface:RADIO", "--reason", "x")).isEqualTo(2);
        assertThat(run("control", "stop", "everything", "--reason", "x")).isEqualTo(2);
        assertThat(run("control", "lift", "programme:")).isEqualTo(2);
    }

    @Test
    void shouldHintAtMisspeltTopics() {
        assertThat(run("tail", "boost-directive")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean boost-directives?");
    }

    @Test
    void shouldGiveUpInOneLineWhenNobodyListens() {
        assertThat(run(
                        "run",
                        "--bootstrap-servers",
                        "127.0.0.1:1",
                        "--set",
                        "http.port=0",
                        "--set",
                        "startup.timeout.ms=1"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .startsWith("error: Kafka at 127.0.0.1:1 did not answer within")
                .contains("start the brokers or correct bootstrap.servers");
    }
}

package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.config.Settings;
import io.tributary.cli.Finding.Level;
import io.tributary.schemas.SubjectCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest extends CapturedCommands {
    @TempDir
    Path folder;

    @Test
    void shouldSayOnOnePageWhatIsWrongWhenNothingAnswers() {
        int code = run(
                "doctor",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--schema-registry-url",
                "http://127.0.0.1:1",
                "--set",
                "kafka.default.api.timeout.ms=500",
                "--set",
                "registry.patience.ms=200",
                "--set",
                "http.port=1",
                "--set",
                "state.dir=" + folder);

        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("OK    jvm", "FAIL  brokers    127.0.0.1:1", "FAIL  registry", "WARN  instance", "2 failed")
                .contains("-> start them, or correct bootstrap.servers");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldTellWhichClockIsAhead() {
        assertThat(ClockCheck.of(-1, 1_000_000).level()).isEqualTo(Level.OK);
        assertThat(ClockCheck.of(1_000_000, 1_000_400).level()).isEqualTo(Level.OK);
        assertThat(ClockCheck.of(1_003_000, 1_000_000))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAIL))
                .satisfies(finding -> assertThat(finding.words()).contains("3000 ms behind"));
        assertThat(ClockCheck.of(1_000_000, 1_090_000).level()).isEqualTo(Level.WARN);
    }

    @Test
    void shouldNameSettingsOfBrokersThatDoNotFit() {
        List<Finding> findings = settings(Map.of(
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "10000",
                "request.timeout.ms", "30000",
                "message.max.bytes", "500000",
                "group.min.session.timeout.ms", "30000",
                "auto.create.topics.enable", "true"));

        assertThat(findings)
                .extracting(Finding::level)
                .containsExactly(Level.WARN, Level.WARN, Level.FAIL, Level.FAIL, Level.WARN);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
        assertThat(settings(Map.of("message.max.bytes", "1048588")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    private static List<Finding> settings(Map<String, String> values) {
        List<ConfigEntry> entries = values.entrySet().stream()
                .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                .toList();
        return new BrokerSettingsCheck(null, List.of(), Settings.of(Map.of())).of(new Config(entries));
    }

    @Test
    void shouldTellSchemasThatAreMissingFromThoseThatDoNotFit() {
        SubjectCheck there = new SubjectCheck("a", SubjectCheck.State.REGISTERED, "");
        SubjectCheck missing = new SubjectCheck("b", SubjectCheck.State.NEW, "");
        SubjectCheck bad = new SubjectCheck("c", SubjectCheck.State.INCOMPATIBLE, "field x");

        assertThat(RegistryCheck.of("u", List.of(there)).level()).isEqualTo(Level.OK);
        assertThat(RegistryCheck.of("u", List.of(there, missing)).level()).isEqualTo(Level.WARN);
        assertThat(RegistryCheck.of("u", List.of(there, bad, missing)).level()).isEqualTo(Level.FAIL);
    }

    @Test
    void shouldLookAtThisMachine() {
        assertThat(MachineCheck.files(1_024).level()).isEqualTo(Level.WARN);
        assertThat(MachineCheck.files(100_000).level()).isEqualTo(Level.OK);
        assertThat(MachineCheck.disk(folder.resolve("not").resolve("there")).words())
                .contains("GiB free");
        assertThat(InstanceCheck.of("u", 503, "{\"detail\":\"no beat\"}").words())
                .contains("no beat");
        assertThat(MachineCheck.settings(Settings.of(Map.of("instance.id", "a", "replication.factor", "3"))
                        .streams()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }
}

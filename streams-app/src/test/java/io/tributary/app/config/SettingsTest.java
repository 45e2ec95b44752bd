package io.tributary.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void shouldHaveDefaultsForEverything() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.streams().roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(settings.applicationId(Role.POOL)).isEqualTo("tributary-pool");
        assertThat(settings.beat().intervalMillis()).isEqualTo(1000);
        assertThat(settings.http()).isEqualTo(new HttpSettings("127.0.0.1", 8080, ""));
    }

    @Test
    void shouldLetLaterSourcesWin() throws Exception {
        Path file = Files.writeString(
                folder.resolve("t.properties"), "beat.interval.ms=2000\nthreads=3\nhttp.port=1\nroles=pool, rollup\n");

        Settings settings = new SettingsLoader()
                .addFile(file)
                .addEnvironment(Map.of("TRIBUTARY_THREADS", "5", "TRIBUTARY_HTTP_PORT", "2", "PATH", "/bin"))
                .add("command line", Map.of("http.port", "3"))
                .load();

        assertThat(settings.beat().intervalMillis()).isEqualTo(2000);
        assertThat(settings.streams().threads()).isEqualTo(5);
        assertThat(settings.http().port()).isEqualTo(3);
        assertThat(settings.streams().roles()).isEqualTo(Set.of(Role.POOL, Role.ROLLUP));
        assertThat(settings.origins().get("threads").source()).isEqualTo("environment TRIBUTARY_THREADS");
        assertThat(settings.origins().get("http.port").source()).isEqualTo("command line");
        assertThat(settings.origins().get("state.dir").source()).isEqualTo("default");
    }

    @Test
    void shouldRefuseUnknownKeysAndSuggestTheNearest() {
        assertThatThrownBy(() -> Settings.of(Map.of("comit.interval.ms", "5")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("comit.interval.ms (arguments): no such setting; did you mean commit.interval.ms?");
        assertThatThrownBy(() -> new SettingsLoader()
                        .addEnvironment(Map.of("TRIBUTARY_BOOTSTRAP_SERVER", "a:1"))
                        .load())
                .hasMessageContaining("environment TRIBUTARY_BOOTSTRAP_SERVER")
                .hasMessageContaining("did you mean bootstrap.servers?");
    }

    @Test
    void shouldNameKeyValueSourceAndRemedyOfEveryWrongValue() {
        assertThatThrownBy(() -> Settings.of(Map.of("beat.interval.ms", "fast", "http.port", "70000")))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        "beat.interval.ms = \"fast\" (arguments): expected a whole number [50 to 60000],"
                                                + " default 1000",
                                        "http.port = \"70000\" (arguments): expected a whole number [0 to 65535],"
                                                + " default 8080"));
    }

    @Test
    void shouldRefuseValuesThatDoNotFitEachOther() {
        assertThatThrownBy(() -> Settings.of(Map.of("heartbeat.interval.ms", "5000")))
                .hasMessage(
                        "heartbeat.interval.ms = \"5000\" (arguments): must be at most half of session.timeout.ms (6000)");
        assertThatThrownBy(() -> Settings.of(Map.of("directive.ttl.ms", "3000")))
                .hasMessageContaining("at least four beats");
        assertThatThrownBy(() -> Settings.of(Map.of("standby.replicas", "1", "group.protocol", "streams")))
                .hasMessageContaining("standby.replicas = \"1\"")
                .hasMessageContaining("streams.num.standby.replicas");
        assertThatThrownBy(() -> Settings.of(Map.of("bootstrap.servers", "broker")))
                .hasMessageContaining("host:port");
        assertThatThrownBy(() -> Settings.of(Map.of("schema.registry.url", "registry:8081")))
                .hasMessageContaining("http or https");
        assertThatThrownBy(() -> Settings.of(Map.of("metrics.time.zone", "Mars/Base")))
                .hasMessageContaining("metrics.time.zone = \"Mars/Base\"");
        assertThatThrownBy(() -> Settings.of(Map.of("roles", ""))).hasMessageContaining("roles");
        assertThatThrownBy(() -> Settings.of(Map.of("roles", "baker"))).hasMessageContaining("roles = \"baker\"");
    }

    @Test
    void shouldPassKafkaAndRegistrySettingsThroughAndMaskSecrets() {
        Settings settings = Settings.of(Map.of(
                "kafka.security.protocol", "SASL_SSL",
                "kafka.sasl.jaas.config", "secret words",
                "registry.basic.auth.user.info", "me:mine",
                "schema.registry.url", "https://me:mine@registry:8081"));

        assertThat(settings.connection().kafka())
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"), Map.entry("sasl.jaas.config", "secret words"));
        assertThat(settings.connection().registry()).containsOnly(Map.entry("basic.auth.user.info", "me:mine"));
        assertThat(settings.shown())
                .containsEntry("kafka.security.protocol", "SASL_SSL")
                .containsEntry("kafka.sasl.jaas.config", "[hidden]")
                .containsEntry("registry.basic.auth.user.info", "[hidden]")
                .containsEntry("schema.registry.url", "https://[hidden]@registry:8081");
        assertThat(settings.shown().toString()).doesNotContain("mine", "secret words");
    }

    @Test
    void shouldIgnoreWhatKubernetesSetsForAServiceOfThisName() {
        Settings settings = new SettingsLoader()
                .addEnvironment(Map.of(
                        "TRIBUTARY_SERVICE_HOST", "10.0.0.1",
                        "TRIBUTARY_SERVICE_PORT_HTTP", "8080",
                        "TRIBUTARY_PORT", "tcp://10.0.0.1:8080",
                        "TRIBUTARY_PORT_8080_TCP_ADDR", "10.0.0.1"))
                .load();

        assertThat(settings.http().port()).isEqualTo(8080);
    }

    @Test
    void shouldSayThatAConfigFileDoesNotExist() {
        assertThatThrownBy(() -> new SettingsLoader().addFile(folder.resolve("none.properties")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.properties: no such file");
    }

    @Test
    void shouldDocumentEverySetting() {
        assertThat(SettingsTable.rows())
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(row.doc()).endsWith("."))
                .allSatisfy(row -> assertThat(row.range()).isNotBlank());
    }
}

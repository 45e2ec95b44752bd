package io.tributary.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.tributary.app.config.SettingKeys;
import io.tributary.app.config.Settings;
import io.tributary.app.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("autoscaling.enabled", "true"),
            Map.entry("serviceMonitor.enabled", "true"),
            Map.entry("serviceMonitor.labels.release", "prometheus"),
            Map.entry("serviceMonitor.tokenSecret", "scrape"),
            Map.entry("kafka.secret", "kafka-login"),
            Map.entry("registry.secret", "registry-login"),
            Map.entry("secretFiles.kafka-trust", "/etc/kafka-trust"),
            Map.entry("state.storageClass", "local-nvme"),
            Map.entry("settings.topic\\.prefix", "staging-"),
            Map.entry("image.pullSecrets[0]", "registry-pull"),
            Map.entry("podLabels.team", "support"));

    @TempDir
    Path folder;

    @Test
    void shouldPassHelmsOwnCheck() {
        LintResult result = new Helm(RenderedChart.FOLDER).lint().strict().call();
        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[ERROR]") || message.contains("[WARNING]"));
        assertThat(result.isFailed()).isFalse();
    }

    @Test
    void shouldMakeWhatRunsByDefault() {
        assertThat(RenderedChart.with(Map.of()).objects())
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder(
                        "ServiceAccount",
                        "ConfigMap",
                        "Service",
                        "StatefulSet",
                        "PodDisruptionBudget",
                        "NetworkPolicy");
        assertThat(RenderedChart.with(ALL).objects())
                .extracting(HasMetadata::getKind)
                .contains("ScaledObject", "ServiceMonitor");
    }

    @Test
    void shouldGiveTheServiceSettingsThatItTakes() throws IOException {
        RenderedChart chart = RenderedChart.with(ALL);
        Settings settings = settings(chart, "tributary-3");

        assertThat(settings.shown())
                .containsEntry(SettingKeys.BOOTSTRAP_SERVERS, "kafka:9092")
                .containsEntry(SettingKeys.TOPIC_PREFIX, "staging-")
                .containsEntry(SettingKeys.MERCHANT_PARTITIONS, "12")
                .containsEntry(SettingKeys.INSTANCE_ID, "tributary-3")
                .containsEntry(SettingKeys.STATE_DIR, "/var/lib/tributary");
        long patience = pod(chart).getTerminationGracePeriodSeconds() * 1_000;
        assertThat(Long.parseLong(settings.shown().get(SettingKeys.SHUTDOWN_TIMEOUT_MS)))
                .as("a stop is over before the pod is killed")
                .isLessThan(patience);
    }

    /** As the service reads them in a pod of this name. */
    private Settings settings(RenderedChart chart, String pod) throws IOException {
        Path file = Files.writeString(
                folder.resolve("tributary.properties"),
                chart.only(ConfigMap.class).getData().get("tributary.properties"));
        EnvVar id = container(chart).getEnv().stream()
                .filter(each -> each.getName().equals("TRIBUTARY_INSTANCE_ID"))
                .findFirst()
                .orElseThrow();
        assertThat(id.getValueFrom().getFieldRef().getFieldPath()).isEqualTo("metadata.name");
        return new SettingsLoader()
                .addFile(file)
                .addEnvironment(Map.of(id.getName(), pod))
                .load();
    }

    @Test
    void shouldKeepAnInstancesNameAndState() {
        StatefulSet set = RenderedChart.with(ALL).only(StatefulSet.class);
        assertThat(set.getSpec().getServiceName()).isEqualTo("tributary");
        assertThat(set.getSpec().getVolumeClaimTemplates()).singleElement().satisfies(claim -> {
            assertThat(claim.getSpec().getStorageClassName()).isEqualTo("local-nvme");
            assertThat(claim.getSpec()
                            .getResources()
                            .getRequests()
                            .get("storage")
                            .toString())
                    .isEqualTo("20Gi");
        });
        assertThat(set.getSpec().getReplicas())
                .as("what scales it says how many")
                .isNull();
    }

    @Test
    void shouldRunWithoutRightsOnAFileSystemThatIsReadOnly() {
        RenderedChart chart = RenderedChart.with(ALL);
        PodSpec pod = pod(chart);
        Container container = container(chart);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactlyInAnyOrder(
                        "/var/lib/tributary", "/etc/tributary", "/tmp", "/etc/tributary-scrape", "/etc/kafka-trust");
        List<String> volumes =
                pod.getVolumes().stream().map(each -> each.getName()).toList();
        assertThat(container.getVolumeMounts())
                .filteredOn(mount -> !mount.getName().equals("state"))
                .allMatch(mount -> volumes.contains(mount.getName()));
    }

    @Test
    void shouldAskTheServicesOwnEndpoints() {
        Container container = container(RenderedChart.with(Map.of()));
        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
        assertThat(container.getStartupProbe().getFailureThreshold()
                        * container.getStartupProbe().getPeriodSeconds())
                .isEqualTo(900);
    }

    @Test
    void shouldAskForHealthAndMetricsByTls() {
        String text = RenderedChart.with(Map.of(
                        "settings.http\\.tls\\.folder", "/etc/tls",
                        "serviceMonitor.enabled", "true",
                        "serviceMonitor.tokenSecret", "scrape"))
                .text();
        assertThat(text.split("scheme: HTTPS", -1)).hasSize(4);
        assertThat(text).contains("scheme: https");
    }

    /** The token that Prometheus shows is the one that the service takes: it comes from one Secret, and nowhere stands in clear. */
    @Test
    void shouldScrapeWithTheTokenThatTheServiceTakes() throws IOException {
        RenderedChart chart = RenderedChart.with(ALL);
        assertThat(chart.kind("ServiceMonitor")
                        .<Map<String, String>>get("spec", "endpoints", 0, "authorization", "credentials"))
                .containsEntry("name", "scrape")
                .containsEntry("key", "token");
        assertThat(settings(chart, "tributary-0").shown())
                .containsEntry(SettingKeys.HTTP_TOKEN_FILE, "/etc/tributary-scrape/token");
        assertThat(pod(chart).getVolumes())
                .filteredOn(volume -> volume.getName().equals("scrape"))
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getSecret().getSecretName()).isEqualTo("scrape");
                    assertThat(volume.getSecret().getItems())
                            .singleElement()
                            .satisfies(item -> assertThat(item.getPath()).isEqualTo("token"));
                });
    }

    @Test
    void shouldLetSettingsNameAFileOfTokensOfTheirOwn() throws IOException {
        RenderedChart chart = RenderedChart.with(Map.of(
                "serviceMonitor.enabled", "true",
                "serviceMonitor.tokenSecret", "scrape",
                "secretFiles.both", "/etc/both",
                "settings.http\\.token\\.file", "/etc/both/token"));
        assertThat(settings(chart, "tributary-0").shown())
                .containsEntry(SettingKeys.HTTP_TOKEN_FILE, "/etc/both/token");
        assertThat(container(chart).getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/etc/both")
                .doesNotContain("/etc/tributary-scrape");
    }

    @Test
    void shouldRefuseToScrapeWithoutAToken() {
        assertThatThrownBy(() -> RenderedChart.with(Map.of("serviceMonitor.enabled", "true")))
                .hasMessageContaining("serviceMonitor.tokenSecret");
    }

    @Test
    void shouldFindItsPodsByTheSameLabelsEverywhere() {
        RenderedChart chart = RenderedChart.with(ALL);
        Map<String, String> labels = chart.only(StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        assertThat(labels)
                .containsAllEntriesOf(
                        chart.only(StatefulSet.class).getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(chart.only(Service.class).getSpec().getSelector())
                .containsAllEntriesOf(chart.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsAllEntriesOf(chart.only(NetworkPolicy.class)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels())
                .containsEntry("team", "support");
        assertThat(pod(chart).getTopologySpreadConstraints())
                .allSatisfy(each -> assertThat(labels)
                        .containsAllEntriesOf(each.getLabelSelector().getMatchLabels()));
    }

    @Test
    void shouldScaleByTheLagOfTheGroupThatTheServiceHas() {
        GenericKubernetesResource scaled = RenderedChart.with(ALL).kind("ScaledObject");
        assertThat(scaled.<String>get("spec", "triggers", 0, "metadata", "consumerGroup"))
                .isEqualTo("staging-tributary-merchant");
        assertThat(scaled.<String>get("spec", "triggers", 0, "metadata", "topic"))
                .isEqualTo("staging-impressions");
        assertThat(scaled.<Integer>get("spec", "maxReplicaCount")).isEqualTo(6);
    }

    @Test
    void shouldRestartPodsWhenSettingsChange() {
        String before = checksum(Map.of());
        assertThat(checksum(Map.of())).isEqualTo(before);
        assertThat(checksum(Map.of("settings.threads", "2"))).isNotEqualTo(before);
    }

    private static String checksum(Map<String, String> values) {
        return RenderedChart.with(values)
                .only(StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("checksum/settings");
    }

    @ParameterizedTest
    @CsvSource({
        "replicas, 0",
        "replicas, many",
        "kafka.bootstrapServers, nowhere",
        "registry.url, schema-registry",
        "settings.bootstrap\\.servers, elsewhere:9092",
        "state.size, big",
        "image.pullPolicy, Sometimes",
        "replica, 2"
    })
    void shouldRefuseValuesThatCannotBe(String name, String value) {
        assertThatThrownBy(() -> RenderedChart.with(Map.of(name, value)))
                .hasMessageContaining(name.replaceFirst("^(settings|image|state|kafka|registry)\\.", "")
                        .replace("\\", ""));
    }

    private static PodSpec pod(RenderedChart chart) {
        return chart.only(StatefulSet.class).getSpec().getTemplate().getSpec();
    }

    private static Container container(RenderedChart chart) {
        return pod(chart).getContainers().get(0);
    }
}

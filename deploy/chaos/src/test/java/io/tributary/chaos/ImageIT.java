package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import io.tributary.testkit.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The image runs without rights, on a file system that it cannot write, with its state on a volume; SIGTERM has it commit and end. */
class ImageIT {
    private static final String USER = "10001";
    private static final String STATE = "/var/lib/tributary";
    private static final int STOP_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TASKS = 2;
    private static final Pattern READY = Pattern.compile("ready after (\\d+) ms");

    @Test
    void shouldRunWithoutRightsAndKeepItsStateOnAVolume() throws IOException, InterruptedException {
        LocalImages.assumeBuilds("the same service was tried as a process");
        LocalImages.build("jdk", "service");
        DockerClient docker = DockerClientFactory.instance().client();
        String volume = "tributary-image-it-" + UUID.randomUUID();
        try (Deployment deployment = Deployment.start("image", Map.of())) {
            try (Service first = new Service(deployment, volume)) {
                start(first);
                checkRights(first);
                awaitWork(deployment);
                checkStop(docker, first);
            }
            try (Service second = new Service(deployment, volume)) {
                start(second);
                assertThat(second.getLogs())
                        .as("its stores are still on the volume")
                        .contains("store task is on disk up to changelog offset");
                checkStop(docker, second);
            }
        } finally {
            docker.removeVolumeCmd(volume).exec();
        }
    }

    private static void start(Service service) {
        long begin = System.nanoTime();
        service.start();
        Matcher ready = READY.matcher(service.getLogs());
        assertThat(ready.find()).isTrue();
        System.out.println("image: ready " + (System.nanoTime() - begin) / 1_000_000 + " ms after it was run, "
                + ready.group(1) + " ms after settings were read");
    }

    /** Until then there is nothing that its stores could hold. */
    private static void awaitWork(Deployment deployment) {
        Cluster cluster = deployment.cluster();
        try (Reports reports = new Reports(cluster, cluster.serdes(), "tributary", TASKS)) {
            reports.awaitAfter(1, reports.allTasks(), PATIENCE);
        }
    }

    private static void checkRights(Service service) throws IOException, InterruptedException {
        assertThat(service.execInContainer("id", "-u").getStdout().strip()).isEqualTo(USER);
        assertThat(service.execInContainer("sh", "-c", "echo no > /opt/tributary/no")
                        .getExitCode())
                .as("the file system can be written")
                .isNotZero();
        assertThat(service.execInContainer("sh", "-c", "echo yes > " + STATE + "/yes")
                        .getExitCode())
                .isZero();
        assertThat(service.execInContainer("cat", "/proc/1/maps").getStdout())
                .as("the class archive is in use, by the process that gets the signals")
                .contains("classes.jsa");
    }

    private static void checkStop(DockerClient docker, Service service) {
        String id = service.getContainerId();
        docker.stopContainerCmd(id).withTimeout(STOP_SECONDS).exec();
        assertThat(service.getLogs())
                .contains("stopping: committing what is done")
                .contains("stopped after");
        assertThat(docker.inspectContainerCmd(id).exec().getState().getExitCodeLong())
                .isZero();
    }

    /** On the host's network, where the brokers are. */
    private static final class Service extends GenericContainer<Service> {
        Service(Deployment deployment, String volume) {
            super(DockerImageName.parse("tributary:local"));
            withNetworkMode("host");
            withCommand("run");
            withEnv("TRIBUTARY_BOOTSTRAP_SERVERS", deployment.cluster().bootstrapServers());
            withEnv("TRIBUTARY_SCHEMA_REGISTRY_URL", deployment.cluster().registryUrl());
            withEnv("TRIBUTARY_STATE_DIR", STATE);
            withEnv("TRIBUTARY_INSTANCE_ID", "image-0");
            withEnv("TRIBUTARY_MERCHANT_PARTITIONS", Integer.toString(TASKS));
            withEnv("TRIBUTARY_HTTP_PORT", "0");
            withEnv("JAVA_TOOL_OPTIONS", "-Xmx512m");
            withCreateContainerCmdModifier(command -> command.getHostConfig()
                    .withReadonlyRootfs(true)
                    .withCapDrop(Capability.ALL)
                    .withTmpFs(Map.of("/tmp", "exec"))
                    .withBinds(new Bind(volume, new Volume(STATE))));
            waitingFor(Wait.forLogMessage("(?s).*ready after.*", 1).withStartupTimeout(Duration.ofSeconds(120)));
        }
    }
}

package io.tributary.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.testkit.Cluster;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Broker and registry as containers. Where no image registry can be reached, {@code TEST_IMAGES=local} takes images that
 * {@code deploy/image/local-images} makes.
 */
final class Containers implements AutoCloseable {
    private static final String IMAGES = "TEST_IMAGES";
    private static final int REGISTRY_PORT = 8080;
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    private static final DockerImageName KAFKA = image("apache/kafka:4.4.0", "kafka");
    private static final DockerImageName REGISTRY = image("apicurio/apicurio-registry:3.0.9", "registry");

    private final KafkaContainer kafka = new KafkaContainer(KAFKA)
            // Records carry simulated times: by these the broker must neither refuse nor delete anything.
            .withEnv("KAFKA_LOG_MESSAGE_TIMESTAMP_AFTER_MAX_MS", Long.toString(Long.MAX_VALUE))
            .withEnv("KAFKA_LOG_RETENTION_CHECK_INTERVAL_MS", "604800000");

    private final GenericContainer<?> registry = new GenericContainer<>(REGISTRY)
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp(CONFLUENT_API + "/subjects").forPort(REGISTRY_PORT));

    private Containers() {}

    /** Leaves the test out where no Docker daemon answers, or there are no images. */
    static void assume(String instead) {
        if (isLocal()) {
            LocalImages.assumeBuilds(instead);
            return;
        }
        LocalImages.assumeDocker(instead);
        for (DockerImageName image : List.of(KAFKA, REGISTRY)) {
            assumeTrue(
                    LocalImages.isAvailable(image),
                    () -> image + " is not here and cannot be pulled: left out; " + instead + "; " + IMAGES
                            + "=local makes images of this machine's own JDK (deploy/image)");
        }
    }

    static Containers start() {
        if (isLocal()) {
            LocalImages.build("jdk", "kafka", "registry");
        }
        Containers containers = new Containers();
        try {
            containers.kafka.start();
            containers.registry.start();
            return containers;
        } catch (RuntimeException e) {
            containers.close();
            throw e;
        }
    }

    private static DockerImageName image(String published, String local) {
        return isLocal()
                ? DockerImageName.parse("tributary/" + local + ":local")
                        .asCompatibleSubstituteFor(
                                DockerImageName.parse(published).getUnversionedPart())
                : DockerImageName.parse(published);
    }

    private static boolean isLocal() {
        return "local".equals(System.getenv(IMAGES));
    }

    Cluster cluster() {
        return new Cluster(
                kafka.getBootstrapServers(),
                "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + CONFLUENT_API);
    }

    @Override
    public void close() {
        registry.stop();
        kafka.stop();
    }
}

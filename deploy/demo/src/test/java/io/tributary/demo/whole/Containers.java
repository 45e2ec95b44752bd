package io.tributary.demo.whole;

import io.tributary.testkit.Cluster;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Broker and registry as containers. */
final class Containers implements AutoCloseable {
    private static final int REGISTRY_PORT = 8080;
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    private final KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.4.0"))
            // Records carry simulated times: by these the broker must neither refuse nor delete anything.
            .withEnv("KAFKA_LOG_MESSAGE_TIMESTAMP_AFTER_MAX_MS", Long.toString(Long.MAX_VALUE))
            .withEnv("KAFKA_LOG_RETENTION_CHECK_INTERVAL_MS", "604800000");

    private final GenericContainer<?> registry = new GenericContainer<>(
                    DockerImageName.parse("apicurio/apicurio-registry:3.0.9"))
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp(CONFLUENT_API + "/subjects").forPort(REGISTRY_PORT));

    private Containers() {}

    static Containers start() {
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

package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.stack.Ports;
import io.tributary.testkit.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code deploy/compose/compose.yaml} under a name of its own, on ports that are free, and on images of this machine. */
final class Compose implements AutoCloseable {
    static final int INSTANCES = 2;

    private static final Path FILE =
            Path.of("..", "compose", "compose.yaml").toAbsolutePath().normalize();
    /** Docker's plugin, and the programme that it replaced, which Debian has. */
    private static final List<List<String>> CLIENTS = List.of(List.of("docker", "compose"), List.of("docker-compose"));

    private final List<String> client = client().orElseThrow();
    private final String project = "tributary-compose-it-" + UUID.randomUUID();
    private final int kafka = Ports.free();
    private final int registry = Ports.free();
    private final List<Integer> instances =
            Stream.generate(Ports::free).limit(INSTANCES).toList();
    private final Map<String, String> variables;
    private final String token = UUID.randomUUID().toString();

    /** @param folder for the token's file */
    Compose(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("http-token"), token);
        this.variables = Map.of(
                "TRIBUTARY_IMAGE", "tributary:local",
                "KAFKA_IMAGE", "tributary/kafka:local",
                "REGISTRY_IMAGE", "tributary/registry:local",
                "HTTP_TOKEN_FILE", file.toString(),
                "KAFKA_PORT", Integer.toString(kafka),
                "REGISTRY_PORT", Integer.toString(registry),
                "TRIBUTARY_PORT_0", instances.get(0).toString(),
                "TRIBUTARY_PORT_1", instances.get(1).toString());
    }

    /** Leaves the test out where no Docker daemon answers, or there is no compose. */
    static void assume(String instead) {
        LocalImages.assumeBuilds(instead);
        assumeTrue(client().isPresent(), "neither docker compose nor docker-compose is here: left out; " + instead);
    }

    private static Optional<List<String>> client() {
        return CLIENTS.stream()
                .filter(client -> LocalImages.answers(with(client, "version").toArray(String[]::new)))
                .findFirst();
    }

    Cluster cluster() {
        return new Cluster("localhost:" + kafka, "http://localhost:" + registry + "/apis/ccompat/v7");
    }

    String url(int instance) {
        return "http://127.0.0.1:" + instances.get(instance);
    }

    String token() {
        return token;
    }

    /** Runs a command of compose to its end, and gives what it said. */
    String run(String... command) {
        List<String> all = with(with(client, "--project-name", project, "--file", FILE.toString()), command);
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Containers, networks and volumes go. */
    @Override
    public void close() {
        run("down", "--volumes");
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }
}

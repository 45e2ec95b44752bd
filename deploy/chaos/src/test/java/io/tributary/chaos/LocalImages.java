package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/** Images that {@code deploy/image/local-images} builds of this machine's JDK, where no image registry can be reached. */
final class LocalImages {
    private static final Path SCRIPT =
            Path.of("..", "image", "local-images").toAbsolutePath().normalize();

    private LocalImages() {}

    /** Leaves the test out where no Docker daemon answers. */
    static void assumeDocker(String instead) {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "no Docker daemon answers: left out; " + instead);
    }

    /** Builds them, by their short names. */
    static void build(String... names) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(names));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

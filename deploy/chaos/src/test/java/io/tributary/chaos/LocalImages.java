package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** Images that {@code deploy/image/local-images} builds of this machine's JDK, where no image registry can be reached. */
final class LocalImages {
    private static final Path SCRIPT =
            Path.of("..", "image", "local-images").toAbsolutePath().normalize();

    /** What has been built by the tests of this process, which share it. */
    private static final Set<String> BUILT = new HashSet<>();

    private LocalImages() {}

    /** Leaves the test out where no Docker daemon answers. */
    static void assumeDocker(String instead) {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "no Docker daemon answers: left out; " + instead);
    }

    /** Leaves the test out where a daemon answers, but Docker's own client, with which images are built, is missing. */
    static void assumeBuilds(String instead) {
        assumeDocker(instead);
        assumeTrue(hasClient(), "no docker command to build images with: left out; " + instead);
    }

    private static boolean hasClient() {
        return answers(System.getenv().getOrDefault("DOCKER", "docker"), "--version");
    }

    /** Whether a program is here, and ends well. */
    static boolean answers(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether an image is here or can be had from its registry, which is asked once. */
    static boolean isAvailable(DockerImageName image) {
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(image.asCanonicalNameString()).exec();
            return true;
        } catch (NotFoundException e) {
            return pulled(docker, image);
        }
    }

    private static boolean pulled(DockerClient docker, DockerImageName image) {
        try {
            docker.pullImageCmd(image.getUnversionedPart())
                    .withTag(image.getVersionPart())
                    .start()
                    .awaitCompletion();
            return true;
        } catch (DockerException | DockerClientException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Builds them, by their short names, once. */
    static synchronized void build(String... names) {
        List<String> missing =
                Stream.of(names).filter(name -> !BUILT.contains(name)).toList();
        if (!missing.isEmpty()) {
            run(missing);
            BUILT.addAll(missing);
        }
    }

    private static void run(List<String> names) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(names);
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

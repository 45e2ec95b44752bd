package io.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;

/** Compares a topology with the description in review; {@code -Dgolden.update=true} rewrites it. */
public final class GoldenTopology {
    private static final Path FOLDER = Path.of("src/test/resources/topology");

    private GoldenTopology() {}

    public static void assertUnchanged(String name, Topology topology) {
        Path file = FOLDER.resolve(name + ".txt");
        String described = topology.describe().toString();
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, described);
            }
            assertThat(described)
                    .as(
                            "topology %s changed: if on purpose, run the test with -Dgolden.update=true; all that is not a sink"
                                    + " asks for a stop of all instances, which the release's notes have to say",
                            name)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

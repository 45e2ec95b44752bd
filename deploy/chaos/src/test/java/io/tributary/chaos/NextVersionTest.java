package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The changes of the topology that {@link UpgradeIT} goes through, in review: {@code -Dgolden.update=true} writes them anew. */
class NextVersionTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "topology");

    @TempDir
    private Path folder;

    @Test
    void shouldChangeOnlySinksWhereBothVersionsRunSideBySide() throws IOException {
        List<String> changes = changes(NextVersion.compile(folder));
        assertUnchanged("side-by-side", changes);
        assertThat(changes)
                .filteredOn(line -> !line.contains("-->"))
                .allMatch(line -> line.contains("Sink: ") || line.contains("<-- merchant-processor"));
    }

    @Test
    void shouldChangeSourcesAndStoresWhereAllInstancesAreStopped() throws IOException {
        List<String> changes = changes(NextVersion.compileWithAnInputMore(folder));
        assertUnchanged("all-stopped", changes);
        assertThat(changes).anyMatch(line -> line.contains("Source: ")).anyMatch(line -> line.contains("stores: "));
    }

    /** Lines that one version has and the other has not. */
    private static List<String> changes(Path next) {
        List<String> now = TopologyText.merchant().lines().toList();
        List<String> then = TopologyText.merchant(next).lines().toList();
        return Stream.concat(
                        without(now, then).stream().map(line -> "- " + line.strip()),
                        without(then, now).stream().map(line -> "+ " + line.strip()))
                .toList();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left;
    }

    private static void assertUnchanged(String name, List<String> changes) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.write(file, changes);
        }
        assertThat(changes)
                .as("changes of the topology: if on purpose, run the test with -Dgolden.update=true")
                .isEqualTo(Files.readAllLines(file));
    }
}

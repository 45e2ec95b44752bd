package io.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    private static final List<String> LINES = List.of(
            "# Results",
            "<!-- generated: throughput -->",
            "old",
            "<!-- end: throughput -->",
            "By hand.",
            "<!-- generated: latency -->",
            "<!-- end: latency -->");

    @TempDir
    Path folder;

    @Test
    void shouldKeepWhatPeopleWrote() {
        assertThat(ResultsFile.replaced(LINES, "throughput", List.of("new", "newer")))
                .containsExactly(
                        "# Results",
                        "<!-- generated: throughput -->",
                        "new",
                        "newer",
                        "<!-- end: throughput -->",
                        "By hand.",
                        "<!-- generated: latency -->",
                        "<!-- end: latency -->");
    }

    @Test
    void shouldRefuseAFileWithoutThePlace() {
        assertThatThrownBy(() -> ResultsFile.replaced(LINES, "scale", List.of()))
                .hasMessageEndingWith("add the lines <!-- generated: scale --> and <!-- end: scale -->");
        assertThatThrownBy(() -> ResultsFile.replaced(LINES.subList(0, 3), "throughput", List.of()))
                .hasMessageContaining("no place for throughput");
    }

    @Test
    void shouldWriteTheSameTwice() throws IOException {
        Path path = Files.write(folder.resolve("RESULTS.md"), LINES);
        ResultsFile file = new ResultsFile(path);
        file.write("latency", List.of("p99"));
        List<String> once = Files.readAllLines(path);

        file.write("latency", List.of("p99"));

        assertThat(Files.readAllLines(path)).isEqualTo(once).contains("p99", "old");
    }

    @Test
    void shouldFindPlacesInTheRepositorysFile() {
        ResultsFile.find(Path.of("")).require(List.of("throughput", "latency", "recovery", "scale"));
    }
}

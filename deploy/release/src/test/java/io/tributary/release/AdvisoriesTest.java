package io.tributary.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.release.BillOfMaterials.Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoriesTest {
    private static final String ADVISORY = """
            {"id": "%s", "aliases": ["CVE-2030-1"], "database_specific": {"severity": "%s"}, "affected": [
              {"package": {"ecosystem": "Maven", "name": "org.example:library"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.4.2"}]},
                          {"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"last_affected": "2.9.1"}]}],
               "versions": ["3.0"]}]%s}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        write("GHSA-a", "HIGH", "");
        write("GHSA-b", "MODERATE", "");
        write("GHSA-c", "CRITICAL", ", \"withdrawn\": \"2030-01-02T00:00:00Z\"");
    }

    private void write(String id, String severity, String more) throws Exception {
        Path below = Files.createDirectories(folder.resolve("2030"));
        Files.writeString(below.resolve(id + ".json"), ADVISORY.formatted(id, severity, more));
    }

    @ParameterizedTest
    @CsvSource({
        "1.4.1, true",
        "1.4.2-rc1, true",
        "1.4.2, false",
        "1.10, false",
        "2.0, true",
        "2.9.1, true",
        "2.10, false",
        "3.0, true",
        "3.1, false"
    })
    void shouldFindTheVersionsThatAreAffected(String version, boolean isAffected) throws Exception {
        List<Advisories.Finding> found = Advisories.read(folder).of(List.of(library("library", version)));
        assertThat(found)
                .isEqualTo(
                        isAffected
                                ? List.of(new Advisories.Finding(
                                        List.of("GHSA-a", "CVE-2030-1"), "org.example:library", version))
                                : List.of());
    }

    @Test
    void shouldLeaveOtherLibrariesAlone() throws Exception {
        assertThat(Advisories.read(folder).of(List.of(library("libra", "1.0")))).isEmpty();
    }

    @Test
    void shouldRefuseAFolderWithoutAdvisories() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> Advisories.read(empty)).hasMessageContaining("has no advisory in the OSV format");
    }

    private static Component library(String name, String version) {
        return new Component("org.example", name, version, List.of(), "");
    }
}

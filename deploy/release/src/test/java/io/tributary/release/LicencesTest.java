package io.tributary.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.release.BillOfMaterials.Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldAllowWhatHasOneOfTheLicences() throws Exception {
        Path file = folder.resolve("licences.txt");
        Files.writeString(file, "# ours\nMIT\norg.example:odd = Odd Licence # read by a lawyer\n");
        Licences licences = Licences.read(file);
        assertThat(licences.allows(component("any", "GPL-3.0", "MIT"))).isTrue();
        assertThat(licences.allows(component("any", "GPL-3.0"))).isFalse();
        assertThat(licences.allows(component("any"))).as("without any licence").isFalse();
        assertThat(licences.allows(component("odd", "Odd Licence"))).isTrue();
        assertThat(licences.allows(component("other", "Odd Licence"))).isFalse();
        assertThat(licences.unused(List.of(component("odd", "Odd Licence")))).isEmpty();
        assertThat(licences.unused(List.of(component("odd", "MIT")))).containsExactly("org.example:odd = Odd Licence");
    }

    private static Component component(String name, String... licences) {
        return new Component("org.example", name, "1", List.of(licences), "");
    }
}

package io.tributary.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.release.BillOfMaterials.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bill of materials is of what is shipped: the jar of the commands and what stands beside it in {@code lib}. */
class BillOfMaterialsIT {
    private static final Path BILL = Path.of("target", "bom.json");
    private static final Path SHIPPED = Path.of("..", "demo", "target");

    private BillOfMaterials bill;

    @BeforeEach
    void read() throws IOException {
        Assumptions.assumeTrue(Files.exists(BILL), "Maven was offline: no bill of materials was made");
        bill = BillOfMaterials.read(BILL);
    }

    @Test
    void shouldListWhatIsOnTheClassPath() throws Exception {
        Map<String, String> shipped = new TreeMap<>();
        for (Path folder : List.of(SHIPPED, SHIPPED.resolve("lib"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".jar")
                                && !each.toString().endsWith("-tests.jar"))
                        .toList()) {
                    shipped.put(file.getFileName().toString(), sha256(file));
                }
            }
        }
        Map<String, String> listed = new TreeMap<>();
        bill.components().forEach(each -> listed.put(each.file(), each.sha256()));
        assertThat(listed).isEqualTo(shipped);
    }

    @Test
    void shouldHaveLicencesThatAreAllowed() throws IOException {
        Licences allowed = Licences.read(Path.of("licences.txt"));
        List<String> others = new ArrayList<>();
        for (Component each : bill.components()) {
            if (!allowed.allows(each)) {
                others.add(each.coordinates() + " " + each.licences());
            }
        }
        assertThat(others)
                .as("allowed in deploy/release/licences.txt are others")
                .isEmpty();
        assertThat(allowed.unused(bill.components()))
                .as("exceptions that nobody needs any more")
                .isEmpty();
    }

    /** With -Dadvisories=FOLDER: see vulnerabilities.md. */
    @Test
    void shouldHaveNoVulnerabilityThatIsNotExplained() throws IOException {
        String folder = System.getProperty("advisories", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no -Dadvisories=FOLDER");
        String page = Files.readString(Path.of("vulnerabilities.md"));
        List<String> unexplained = Advisories.read(Path.of(folder)).of(bill.components()).stream()
                .filter(finding -> finding.names().stream().noneMatch(page::contains))
                .map(Object::toString)
                .toList();
        assertThat(unexplained)
                .as("say in vulnerabilities.md why they do not matter, or go to a newer version")
                .isEmpty();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

package io.tributary.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.release.BillOfMaterials.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Advisories in the OSV format (https://ossf.github.io/osv-schema), a JSON file each: those of Maven libraries whose severity is high or
 * critical, which is a CVSS score of 7 or more.
 */
final class Advisories {
    private static final Set<String> SEVERE = Set.of("HIGH", "CRITICAL");

    private final List<JsonNode> severe = new ArrayList<>();

    /**
     * A library that an advisory is about.
     *
     * @param names of the advisory: its id, and its aliases
     */
    record Finding(List<String> names, String library, String version) {}

    /** All JSON files in a folder, and in those below it. */
    static Advisories read(Path folder) throws IOException {
        Advisories advisories = new Advisories();
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                advisories.add(mapper.readTree(file.toFile()));
            }
        }
        if (advisories.severe.isEmpty()) {
            throw new IllegalArgumentException(folder + ": has no advisory in the OSV format that is severe");
        }
        return advisories;
    }

    /** One that was withdrawn is none; one that does not say how severe it is may be. */
    private void add(JsonNode advisory) {
        String severity = advisory.path("database_specific").path("severity").asText("HIGH");
        if (!advisory.has("withdrawn") && advisory.has("affected") && SEVERE.contains(severity)) {
            severe.add(advisory);
        }
    }

    List<Finding> of(Collection<Component> components) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode advisory : severe) {
            for (JsonNode affected : advisory.get("affected")) {
                components.stream()
                        .filter(each -> isOf(affected.path("package"), each))
                        .filter(each -> isAffected(affected, each.version()))
                        .forEach(
                                each -> findings.add(new Finding(names(advisory), each.coordinates(), each.version())));
            }
        }
        return findings;
    }

    private static boolean isOf(JsonNode named, Component component) {
        return named.path("ecosystem").asText().equals("Maven")
                && named.path("name").asText().equals(component.coordinates());
    }

    private static boolean isAffected(JsonNode affected, String version) {
        for (JsonNode each : affected.path("versions")) {
            if (each.asText().equals(version)) {
                return true;
            }
        }
        for (JsonNode range : affected.path("ranges")) {
            if (isWithin(range, new ComparableVersion(version))) {
                return true;
            }
        }
        return false;
    }

    /** Events are in order: from each introduction up to what mends it. */
    private static boolean isWithin(JsonNode range, ComparableVersion version) {
        boolean within = false;
        for (JsonNode event : range.path("events")) {
            if (event.has("introduced") && isFrom(event.get("introduced").asText(), version)) {
                within = true;
            } else if (event.has("fixed") && isFrom(event.get("fixed").asText(), version)) {
                within = false;
            } else if (event.has("last_affected")
                    && version.compareTo(new ComparableVersion(
                                    event.get("last_affected").asText()))
                            > 0) {
                within = false;
            }
        }
        return within;
    }

    private static boolean isFrom(String first, ComparableVersion version) {
        return first.equals("0") || version.compareTo(new ComparableVersion(first)) >= 0;
    }

    private static List<String> names(JsonNode advisory) {
        List<String> names = new ArrayList<>(List.of(advisory.get("id").asText()));
        advisory.path("aliases").forEach(each -> names.add(each.asText()));
        return names;
    }
}

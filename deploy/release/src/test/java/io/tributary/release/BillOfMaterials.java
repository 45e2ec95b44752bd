package io.tributary.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The components of a CycloneDX file. */
record BillOfMaterials(List<Component> components) {
    /**
     * A library.
     *
     * @param licences as its author names them; any one of them may be chosen
     * @param sha256 of its file, in hexadecimal digits
     */
    record Component(String group, String name, String version, List<String> licences, String sha256) {
        /** As advisories and people name it. */
        String coordinates() {
            return group + ":" + name;
        }

        String file() {
            return name + "-" + version + ".jar";
        }
    }

    static BillOfMaterials read(Path file) throws IOException {
        List<Component> components = new ArrayList<>();
        for (JsonNode each : new ObjectMapper().readTree(file.toFile()).get("components")) {
            List<String> licences = new ArrayList<>();
            for (JsonNode choice : each.path("licenses")) {
                JsonNode licence = choice.path("license");
                licences.add(
                        licence.has("id")
                                ? licence.get("id").asText()
                                : licence.path("name")
                                        .asText(choice.path("expression").asText()));
            }
            components.add(new Component(
                    each.path("group").asText(),
                    each.get("name").asText(),
                    each.get("version").asText(),
                    licences,
                    sha256(each)));
        }
        return new BillOfMaterials(components);
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.get("alg").asText().equals("SHA-256")) {
                return hash.get("content").asText();
            }
        }
        return "";
    }
}

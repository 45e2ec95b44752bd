package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What people write as YAML: errors begin with the file's name, and with line and column where these are known. */
final class YamlFile {
    private static final Pattern AT_PLACE = Pattern.compile("^\\d+:\\d+: ");

    private YamlFile() {}

    /**
     * @param name says in errors where the text came from
     */
    static JsonNode parse(String text, String name) {
        try {
            return AvroYaml.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + (AT_PLACE.matcher(e.getMessage()).find() ? ":" : ": ") + e.getMessage(), e);
        }
    }

    /** What is made of the text, whose errors name the path of the field. */
    static <T> T read(String text, String name, JsonNode tree, Function<JsonNode, T> made) {
        try {
            return made.apply(tree);
        } catch (IllegalArgumentException e) {
            String path = e.getMessage().substring(0, Math.max(0, e.getMessage().indexOf(": ")));
            String place =
                    AvroYaml.places(text, tree).of(path).map(at -> ":" + at).orElse("");
            throw new IllegalArgumentException(name + place + ": " + e.getMessage(), e);
        }
    }
}

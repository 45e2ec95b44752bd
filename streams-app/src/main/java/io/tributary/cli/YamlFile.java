package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.text.TextFile;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What people write as YAML: errors begin with the file's name, and with line and column where these are known.
 *
 * @param name says in errors where the text came from
 */
record YamlFile(String name, String text, JsonNode tree) {
    private static final Pattern AT_PLACE = Pattern.compile("^\\d+:\\d+: ");

    static YamlFile read(Path file) {
        return parse(TextFile.read(file), file.toString());
    }

    static YamlFile parse(String text, String name) {
        try {
            return new YamlFile(name, text, AvroYaml.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + (AT_PLACE.matcher(e.getMessage()).find() ? ":" : ": ") + e.getMessage(), e);
        }
    }

    /** What is made of the tree, whose errors name the path of the field. */
    <T> T make(Function<JsonNode, T> made) {
        try {
            return made.apply(tree);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(placed(e.getMessage()), e);
        }
    }

    /** A line that begins with a path, behind the file and the place where that is written. */
    String placed(String line) {
        return placed(line, places());
    }

    /** The same for many lines, whose places are read once. */
    String placed(String line, YamlPlaces places) {
        String path = line.substring(0, Math.max(0, line.indexOf(": ")));
        return name + places.of(path).map(at -> ":" + at).orElse("") + ": " + line;
    }

    /** Where its fields are written. */
    YamlPlaces places() {
        return AvroYaml.places(text, tree);
    }
}

package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.text.TextFile;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Programmes and reference lists as people write them: YAML with the field names of the Avro schema. What is read is valid;
 * otherwise {@link IllegalArgumentException} names the file, line and column, the path in it and the remedy in one line.
 */
public final class ProgrammeFile {
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    private static final Pattern AT_PLACE = Pattern.compile("^\\d+:\\d+: ");

    private ProgrammeFile() {}

    /** A programme from a file. */
    public static Programme read(Path file) {
        return programme(TextFile.read(file), file.toString());
    }

    /** A reference list from a file: name, version, entries. */
    public static ReferenceList readList(Path file) {
        return read(TextFile.read(file), file.toString(), tree -> {
            ReferenceList list = new AvroYaml(DEFAULT_ZONE).read(tree, ReferenceList.class);
            if (list.getName().isBlank()) {
                throw new IllegalArgumentException("name: is empty, clauses need it as lists['name']");
            }
            RecordBounds.check(list);
            RuleSizes.check(List.of(), List.of(list));
            return list;
        });
    }

    /** A programme from text; the name says in errors where the text came from. */
    public static Programme programme(String yaml, String name) {
        return read(yaml, name, tree -> {
            ZoneId zone = tree.hasNonNull("timeZone")
                    ? ProgrammeRules.zone(tree.get("timeZone").asText())
                    : DEFAULT_ZONE;
            Programme programme = new AvroYaml(zone).read(tree, Programme.class);
            ProgrammeCheck.check(programme);
            RuleSizes.check(List.of(programme), List.of());
            return programme;
        });
    }

    /** What is made of the text; errors begin with the name, and with line and column where these are known. */
    private static <T> T read(String text, String name, Function<JsonNode, T> made) {
        JsonNode tree;
        try {
            tree = AvroYaml.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + (AT_PLACE.matcher(e.getMessage()).find() ? ":" : ": ") + e.getMessage(), e);
        }
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

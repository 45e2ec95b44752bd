package io.tributary.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.domain.programme.ProgrammeRules;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.schemas.bounds.RuleSizes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * Programmes and reference lists as people write them: YAML with the field names of the Avro schema. What is read is valid;
 * otherwise {@link IllegalArgumentException} names the file, the path in it and the remedy in one line.
 */
public final class ProgrammeFile {
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    private ProgrammeFile() {}

    /** A programme from a file. */
    public static Programme read(Path file) {
        return programme(text(file), file.toString());
    }

    /** A reference list from a file: name, version, entries. */
    public static ReferenceList readList(Path file) {
        String name = file.toString();
        return naming(name, () -> {
            ReferenceList list = new AvroYaml(DEFAULT_ZONE).read(AvroYaml.parse(text(file)), ReferenceList.class);
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
        return naming(name, () -> {
            JsonNode tree = AvroYaml.parse(yaml);
            ZoneId zone = tree.hasNonNull("timeZone")
                    ? ProgrammeRules.zone(tree.get("timeZone").asText())
                    : DEFAULT_ZONE;
            Programme programme = new AvroYaml(zone).read(tree, Programme.class);
            ProgrammeCheck.check(programme);
            RuleSizes.check(List.of(programme), List.of());
            return programme;
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static <T> T naming(String name, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw message.startsWith(name + ":") ? e : new IllegalArgumentException(name + ": " + message, e);
        }
    }
}

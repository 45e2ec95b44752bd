package io.tributary.topology.state;

import io.tributary.domain.state.StateVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records as a version of the service has written them: a line each of a file under {@code state/vN}, the record's name and its bytes in
 * hexadecimal digits; or text.
 */
public final class StoredForms {
    private static final String FOLDER = "state/v";

    private StoredForms() {}

    /** Lines of a file of a version, by their names; empty when there is none. */
    public static SortedMap<String, String> read(int version, String file) {
        SortedMap<String, String> lines = new TreeMap<>();
        String name = FOLDER + version + "/" + file;
        try (InputStream in = StoredForms.class.getClassLoader().getResourceAsStream(name)) {
            if (in != null) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                    String[] parts = line.split("\t", 2);
                    lines.put(parts[0], parts[1]);
                });
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a file of the current version where the sources are. */
    public static void write(String file, SortedMap<String, String> lines) {
        Path path = Path.of("src", "test", "resources", FOLDER + StateVersion.current(), file);
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (name, line) -> text.append(name).append('\t').append(line).append('\n'));
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Schemas that have written the records of a version.
     *
     * @param schemas by their numbers
     * @param kept takes them, and those that are added
     */
    public static WriterSchemas writers(Map<String, String> schemas, Map<Integer, String> kept) {
        schemas.forEach((number, schema) -> kept.put(Integer.valueOf(number), schema));
        return WriterSchemas.inMemory(kept);
    }

    /** Records as lines. */
    public static SortedMap<String, String> lines(Map<String, byte[]> records) {
        SortedMap<String, String> lines = new TreeMap<>();
        records.forEach((name, bytes) -> lines.put(name, HexFormat.of().formatHex(bytes)));
        return lines;
    }

    /** Lines as records. */
    public static Map<String, byte[]> records(Map<String, String> lines) {
        Map<String, byte[]> records = new TreeMap<>();
        lines.forEach((name, line) -> records.put(name, HexFormat.of().parseHex(line)));
        return records;
    }
}

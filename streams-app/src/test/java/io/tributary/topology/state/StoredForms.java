package io.tributary.topology.state;

import io.tributary.domain.state.StateVersion;
import io.tributary.domain.state.StateWriter;
import io.tributary.domain.state.UnknownSections;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Records as a version of the service has written them: a line each of a file under {@code state/vN}, the record's name and its bytes in
 * hexadecimal digits; or text.
 */
public final class StoredForms {
    /** Whether the files of the current version are to be written. */
    public static final boolean RECORDING = Boolean.getBoolean("state.forms.record");

    private static final String FOLDER = "state/v";

    private StoredForms() {}

    /** Lines of a file of a version, by their names; empty when there is none. */
    public static SortedMap<String, String> read(int version, String file) {
        SortedMap<String, String> lines = new TreeMap<>();
        text(version, file).lines().forEach(line -> {
            String[] parts = line.split("\t", 2);
            lines.put(parts[0], parts[1]);
        });
        return lines;
    }

    /** A text, compressed. */
    public static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The text that {@link #zipped} took. */
    public static String unzipped(byte[] zipped) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(int version, String file) {
        return new String(bytes(version, file), StandardCharsets.UTF_8);
    }

    /** A file of a version; empty when there is none. */
    public static byte[] bytes(int version, String file) {
        String name = FOLDER + version + "/" + file;
        try (InputStream in = StoredForms.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a file of the current version where the sources are. */
    public static void write(String file, SortedMap<String, String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (name, line) -> text.append(name).append('\t').append(line).append('\n'));
        write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The same with these bytes. */
    public static void write(String file, byte[] bytes) {
        Path path = Path.of("src", "test", "resources", FOLDER + StateVersion.current(), file);
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
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

    /** With so many bytes more. */
    public static byte[] plus(byte[] bytes, int more) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more);
        Arrays.fill(longer, bytes.length, longer.length, (byte) 0x55);
        return longer;
    }

    /** A record in sections of which one has so many bytes more behind its end. */
    public static byte[] withLonger(byte[] record, int id, int more) {
        StateWriter longer = new StateWriter();
        longer.writeByte(record[0]);
        Sections.read(record, "", UnknownSections.NONE, section -> {
            byte[] body = section.id() == id ? plus(section.body(), more) : section.body();
            longer.writeByte(section.id());
            longer.writeInt(section.form());
            longer.writeBytes(body);
            return true;
        });
        return longer.toByteArray();
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

package io.tributary.app.config;

import io.tributary.text.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A properties file whose errors name the line: Java's own reader forgets where it read what, and takes the last of two silently. */
final class PropertiesFile {
    /** One setting: {@code where} is file:line. */
    record Entry(String key, String value, String where) {}

    private PropertiesFile() {}

    /**
     * The file's settings in order.
     *
     * @throws SettingsException naming file and line
     */
    static List<Entry> read(Path file) {
        String text;
        try {
            text = TextFile.read(file);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("config file " + e.getMessage()
                    + (e.getMessage().endsWith("no such file") ? ": check --config or TRIBUTARY_CONFIG" : ""));
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Logical each : logicalLines(text)) {
            String where = file + ":" + each.number();
            parse(each.text(), where).forEach((key, value) -> {
                Entry before = entries.putIfAbsent(key.toString(), new Entry(key.toString(), value.toString(), where));
                if (before != null) {
                    throw new SettingsException(
                            where + ": " + key + " is set in " + before.where() + " already: remove one of the two");
                }
            });
        }
        return List.copyOf(entries.values());
    }

    private static Properties parse(String line, String where) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line));
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(
                    where + ": is no setting (" + e.getMessage() + "): write key=value, with \\\\ for a \\");
        }
        String text = line.trim();
        boolean bare = !text.contains("=") && !text.contains(":") && text.split("\\s").length < 2;
        if (!properties.isEmpty() && bare) {
            throw new SettingsException(where + ": \"" + text + "\" has no value: write key=value");
        }
        return properties;
    }

    private record Logical(int number, String text) {}

    /** Lines with those that continue them; {@code number} counts from 1. Comments do not continue. */
    private static List<Logical> logicalLines(String text) {
        String[] lines = text.split("\\r\\n|\\r|\\n", -1);
        List<Logical> logical = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            int first = i;
            StringBuilder line = new StringBuilder(lines[i]);
            boolean comment = lines[i].stripLeading().startsWith("#")
                    || lines[i].stripLeading().startsWith("!");
            while (!comment && continues(lines[i]) && i + 1 < lines.length) {
                i++;
                line.append('\n').append(lines[i]);
            }
            logical.add(new Logical(first + 1, line.toString()));
        }
        return logical;
    }

    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}

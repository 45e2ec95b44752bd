package io.tributary.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that a page tells people to type. */
final class ReadmeFile {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^ {4}(?<block>.*scripts/(?:tributary|demo)\\b.*)$|`(?<inline>[^`\\n]*scripts/(?:tributary|demo)\\b[^`\\n]*)`");

    private ReadmeFile() {}

    /** Commands of a page, without comments; of one section when it is named. */
    static List<String> commands(String page, String section) {
        String text = text(ROOT.resolve(page));
        if (section != null) {
            text = text.substring(text.indexOf("\n## " + section + "\n") + 1);
            int next = text.indexOf("\n## ");
            text = next < 0 ? text : text.substring(0, next);
        }
        List<String> commands = new ArrayList<>();
        Matcher found = COMMAND.matcher(text);
        while (found.find()) {
            boolean block = found.group("block") != null;
            if (block || section == null) {
                String line = block ? found.group("block") : found.group("inline");
                commands.add(line.replaceAll("\\s+#.*$", "").trim());
            }
        }
        return commands;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

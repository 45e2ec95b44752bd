package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for whoever changes the service names only what is there. */
class InsidePageTest {
    private static final Path PAGE = Path.of("README.md");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)(?:\\.(avsc|[a-z]\\w*))?`");

    @Test
    void shouldNameClassesSchemasAndMethodsThatExist() throws IOException {
        Set<String> missing = new TreeSet<>();
        Matcher name = NAME.matcher(Files.readString(PAGE));
        int names = 0;
        while (name.find()) {
            names++;
            if (!exists(name.group(1), name.group(2))) {
                missing.add(name.group());
            }
        }
        assertThat(names).isGreaterThan(20);
        assertThat(missing).as("names in %s that nothing bears", PAGE).isEmpty();
    }

    @Test
    void shouldNameEveryRoomOfTheDomain() throws IOException {
        String page = Files.readString(PAGE);
        try (Stream<Path> rooms = Files.list(Path.of("src/main/java/io/tributary/domain"))) {
            Set<String> unnamed = rooms.filter(Files::isDirectory)
                    .map(room -> room.getFileName().toString())
                    .filter(room -> !page.contains(room))
                    .collect(Collectors.toSet());
            assertThat(unnamed).isEmpty();
        }
    }

    private static boolean exists(String name, String member) throws IOException {
        boolean schema = "avsc".equals(member);
        String file = name + (schema ? ".avsc" : ".java");
        for (Path root : new Path[] {Path.of("src"), Path.of("../schemas/src")}) {
            try (Stream<Path> files = Files.walk(root)) {
                Path found = files.filter(path -> path.getFileName().toString().equals(file))
                        .findFirst()
                        .orElse(null);
                if (found != null) {
                    return schema || member == null || Files.readString(found).contains(" " + member + "(");
                }
            }
        }
        return false;
    }
}

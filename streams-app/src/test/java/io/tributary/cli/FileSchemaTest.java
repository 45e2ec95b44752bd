package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JSON Schemas beside the files are those of the contract, and files name the right one. */
class FileSchemaTest {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");
    private static final String MODE = "yaml-language-server: $schema=";

    @Test
    void shouldDescribeProgrammes() throws IOException {
        compare("programme.schema.json", FileSchema.of(Programme.class, "A support programme"));
    }

    @Test
    void shouldDescribeLists() throws IOException {
        compare("list.schema.json", FileSchema.of(ReferenceList.class, "A reference list", "part", "parts", "digest"));
    }

    private static void compare(String name, String schema) throws IOException {
        Path file = PROGRAMMES.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, schema);
        }
        assertThat(Files.readString(file))
                .as("%s: the contract changed; write it anew with -Dtest=FileSchemaTest -Dgolden.update=true", name)
                .isEqualTo(schema);
    }

    @Test
    void shouldBeNamedByTheFilesThatNameAny() throws IOException {
        try (Stream<Path> files = Files.walk(PROGRAMMES)) {
            List<Path> yaml =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            for (Path file : yaml) {
                List<String> named = Files.readAllLines(file).stream()
                        .filter(line -> line.contains(MODE))
                        .map(line -> line.substring(line.indexOf('=') + 1))
                        .toList();
                boolean list = ListFile.isList(YamlFile.read(file).tree());
                Path right = PROGRAMMES.resolve(list ? "list.schema.json" : "programme.schema.json");
                assertThat(named)
                        .as(file.toString())
                        .allMatch(each ->
                                file.getParent().resolve(each).normalize().equals(right.normalize()));
            }
        }
    }
}

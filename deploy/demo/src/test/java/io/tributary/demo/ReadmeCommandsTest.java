package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeCommandsTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static Stream<String> pages() throws IOException {
        try (Stream<Path> runbook = Files.list(ReadmeFile.ROOT.resolve("deploy/runbook"))) {
            List<String> pages = runbook.map(
                            page -> ReadmeFile.ROOT.relativize(page).toString())
                    .sorted()
                    .toList();
            return Stream.concat(
                    Stream.of(
                            "README.md",
                            "deploy/demo/README.md",
                            "deploy/stack/README.md",
                            "deploy/bench/README.md",
                            "deploy/analytics/README.md",
                            "deploy/security/README.md"),
                    pages.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldKnowEveryCommandAndOptionThatAPageNames(String page) {
        for (String command : ReadmeFile.commands(page, null)) {
            assertThatCode(() -> ToolMain.commandLine().parseArgs(arguments(command)))
                    .as("%s: %s", page, command)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldFindTheCommands() {
        assertThat(ReadmeFile.commands("README.md", null)).hasSizeGreaterThan(15);
        assertThat(ReadmeFile.commands("README.md", "By hand"))
                .hasSizeGreaterThan(8)
                .contains("scripts/tributary control stop programme:farm --reason \"wrong pool\"");
    }

    private static String[] arguments(String command) {
        List<String> words = new ArrayList<>();
        Matcher word =
                WORD.matcher(command.substring(command.indexOf("scripts/")).replaceAll("\\[[^]]*]", ""));
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        if (words.remove(0).endsWith("demo")) {
            words.add(0, "demo");
        }
        return words.toArray(String[]::new);
    }
}

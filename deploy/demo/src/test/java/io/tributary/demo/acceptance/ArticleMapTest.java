package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that maps the opinion's articles names tests that there are, and all that are named for an article. */
class ArticleMapTest {
    private static final Path PAGE = Path.of("../programmes/README.md");
    private static final Path TESTS = Path.of("src/test/java/io/tributary/demo/acceptance");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final List<Integer> ARTICLES = List.of(1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18);

    @Test
    void shouldNameATestForEachArticle() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        for (int article : ARTICLES) {
            List<String> row = lines.stream()
                    .filter(line -> line.startsWith("| " + article + " |"))
                    .toList();
            assertThat(row).as("article %d", article).hasSize(1);
            assertThat(row.get(0)).contains("`Article%02d".formatted(article));
        }
    }

    @Test
    void shouldNameTestsThatThereAre() throws IOException {
        String page = Files.readString(PAGE);
        Matcher named = TEST.matcher(page);
        while (named.find()) {
            assertThat(TESTS.resolve(named.group(1) + ".java")).exists();
        }
        try (Stream<Path> files = Files.list(TESTS)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("Article\\d\\d\\w+Test\\.java"))
                    .forEach(name -> assertThat(page).contains("`" + name.replace(".java", "") + "`"));
        }
    }
}

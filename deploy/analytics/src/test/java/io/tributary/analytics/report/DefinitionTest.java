package io.tributary.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Each definition is a section of the page, and serves an article that the programmes' page tells of. */
class DefinitionTest {
    private static final Path ROOT = Path.of("..", "..");

    @Test
    void shouldBeASectionOfThePage() throws Exception {
        List<String> anchors = Files.readAllLines(ROOT.resolve(Definition.PAGE)).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        assertThat(anchors).doesNotHaveDuplicates();
        for (Definition each : Definition.values()) {
            assertThat(anchors).contains(each.anchor());
        }
    }

    @Test
    void shouldServeArticlesThatAreToldOf() throws Exception {
        String page = Files.readString(ROOT.resolve("deploy/programmes/README.md"));
        for (Definition each : Definition.values()) {
            assertThat(each.articles()).isNotEmpty();
            for (int article : each.articles()) {
                assertThat(page)
                        .as("%s: article %d", each, article)
                        .containsPattern("(?m)^\\| " + article + " \\||Articles? [^.]*\\b" + article + "\\b|\\*\\*"
                                + article + "\\*\\*");
            }
        }
    }
}

package io.tributary.analytics.report;

import io.tributary.domain.LocalizedText;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A question and its answers.
 *
 * @param id names it for machines
 */
public record Chapter(String id, LocalizedText title, List<Block> blocks) {
    public Chapter {
        blocks = List.copyOf(blocks);
    }

    /** Articles of the opinion that its figures serve, in order. */
    public List<Integer> articles() {
        TreeSet<Integer> articles = new TreeSet<>();
        definitions().forEach(each -> articles.addAll(each.articles()));
        return List.copyOf(articles);
    }

    /** Definitions of its figures. */
    public Stream<Definition> definitions() {
        return blocks.stream().flatMap(Chapter::definitions).filter(Objects::nonNull);
    }

    private static Stream<Definition> definitions(Block block) {
        if (block instanceof Block.Figures figures) {
            return figures.figures().stream().map(Figure::definition);
        }
        return block instanceof Block.Grid grid
                ? grid.headings().stream().map(Block.Heading::definition)
                : Stream.empty();
    }
}

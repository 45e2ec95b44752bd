package io.tributary.analytics.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * The evaluation of a programme over a span of time.
 *
 * @param dataUntil service time of the last figures that are known of the programme, epoch milliseconds; 0: of none
 */
public record Report(Subject subject, Span span, long dataUntil, List<Chapter> chapters) {
    public Report {
        chapters = List.copyOf(chapters);
    }

    /** A figure by the ids of its chapter and itself; missing where the chapter has none such. */
    public Value figure(String chapter, String figure) {
        return blocks(chapter)
                .flatMap(block -> block instanceof Block.Figures some ? some.figures().stream() : Stream.empty())
                .filter(each -> each.id().equals(figure))
                .map(Figure::value)
                .findFirst()
                .orElse(Value.MISSING);
    }

    private Stream<Block> blocks(String chapter) {
        return chapters.stream().filter(each -> each.id().equals(chapter)).flatMap(each -> each.blocks().stream());
    }
}

package io.tributary.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Figure;
import io.tributary.analytics.report.Report;
import io.tributary.analytics.report.Span;
import io.tributary.analytics.report.Subject;
import io.tributary.analytics.report.Value;
import io.tributary.domain.LocalizedText;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostAndBenefitTest {
    private static final LocalizedText ANY = new LocalizedText("any", "any");

    @Test
    void shouldTellEachProgrammesFiguresWithTheirIntervals() {
        Report farm = report("farm", new Value.Estimate(12.5, 2, 23, false));
        Report county =
                report("county", new Value.Withheld(new LocalizedText("原因", "the arms did not get their traffic")));
        assertThat(CostAndBenefit.lines(List.of(farm, county)))
                .anySatisfy(line -> assertThat(line).matches("exposures delivered +1,234 +1,234"))
                .anySatisfy(line -> assertThat(line)
                        .matches("brought: net orders +\\+12.5 \\(\\+2 to \\+23\\)"
                                + " +withheld: the arms did not get their traffic"))
                .anySatisfy(line -> assertThat(line).matches("relevance lost per exposure +– +–"))
                .first()
                .asString()
                .contains("farm", "county");
    }

    private static Report report(String programme, Value brought) {
        Chapter delivery = new Chapter(
                "delivery",
                ANY,
                List.of(new Block.Figures(
                        List.of(new Figure("spent", ANY, new Value.Count(1_234), Definition.DELIVERY)))));
        Chapter effect = new Chapter(
                "effect",
                ANY,
                List.of(new Block.Figures(List.of(new Figure("brought-NET_ORDERS", ANY, brought, Definition.UPLIFT)))));
        return new Report(
                new Subject(programme, ANY, ZoneOffset.UTC, 15),
                new Span(0, 1, ZoneOffset.UTC),
                0,
                List.of(delivery, effect));
    }
}

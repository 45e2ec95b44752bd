package io.tributary.analytics.report.chapter;

import static io.tributary.analytics.report.Block.Heading.key;
import static io.tributary.analytics.report.Block.Heading.of;

import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Block.Figures;
import io.tributary.analytics.report.Block.Grid;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Figure;
import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.ArrayList;
import java.util.List;

/** Whether support reached many or few, its floors were kept, and merchants grew. */
final class FairnessChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("公平与成长", "Fairness and growth");

    private static final String STAGES = "select c.from_value, c.to_value, sum(c.merchants) as merchants from"
            + " programme_days_stage_changes c where c.programme_id = ? and c.window_start >= ? and c.window_start < ?"
            + " and c.from_value <> c.to_value group by c.from_value, c.to_value order by c.from_value, c.to_value";

    @Override
    public Chapter write(Evidence evidence) {
        Days days = Days.of(evidence);
        if (days.isEmpty()) {
            return new Chapter("fairness", TITLE, List.of(Days.none()));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figures(figures(days)));
        blocks.add(days.chart(
                "fairness-by-day",
                "每日：最少的一半商家所得的份额，得到扶持的商家占曝光与占商家的份额",
                "By day: share of the half with the fewest, and supported merchants’ share of exposures and of merchants",
                days.series("最少一半的份额", "bottom half’s share", "bottom_half_share"),
                days.series("扶持商家占曝光", "supported, of exposures", "supported_exposure_share"),
                days.series("扶持商家占商家", "supported, of merchants", "coverage")));
        List<Row> stages = evidence.tables().rows(STAGES, evidence.programme(), evidence.from(), evidence.to());
        if (!stages.isEmpty()) {
            blocks.add(stages(stages));
        }
        if (days.isWithheld()) {
            blocks.add(days.withheld());
        }
        return new Chapter("fairness", TITLE, blocks);
    }

    private static List<Figure> figures(Days days) {
        Row last = days.last();
        return List.of(
                figure(
                        "gini",
                        "加权曝光的基尼系数（各日平均）",
                        "Gini of charged exposures, mean of the days",
                        mean(days, "gini"),
                        Definition.FAIRNESS),
                figure(
                        "bottomHalfShare",
                        "最少一半商家的份额（各日平均）",
                        "bottom half’s share, mean of the days",
                        Value.percent(days.mean("bottom_half_share")),
                        Definition.FAIRNESS),
                figure(
                        "floorAttainment",
                        "保底兑现的商家·日",
                        "merchants and days with their floor",
                        Value.share(days.sum("floors_met"), days.sum("floor_merchants")),
                        Definition.DELIVERY),
                figure(
                        "firstOrderMedianDays",
                        "首单天数（中位数，末日）",
                        "days to the first order, median, last day",
                        Value.decimal(last.number("first_order_median_days")),
                        Definition.FIRST_ORDER),
                figure(
                        "firstOrders",
                        "已有首单的新商家（末日）",
                        "newcomers with a first order, last day",
                        Value.share(last.count("first_orders"), last.count("first_order_merchants")),
                        Definition.FIRST_ORDER),
                figure(
                        "graduated",
                        "毕业的商家",
                        "merchants that graduated",
                        new Value.Count(days.sum("graduated")),
                        Definition.SURVIVAL),
                figure(
                        "survived",
                        "毕业后仍有成交",
                        "still selling after they had graduated",
                        Value.share(days.sum("survived"), days.sum("survival_told")),
                        Definition.SURVIVAL));
    }

    private static Value mean(Days days, String column) {
        return Value.decimal(days.mean(column));
    }

    private static Figure figure(String id, String zh, String en, Value value, Definition definition) {
        return new Figure(id, new LocalizedText(zh, en), value, definition);
    }

    private static Grid stages(List<Row> stages) {
        return new Grid(
                "stages",
                new LocalizedText("阶段变化（各日之和）", "Changes of stage, all days"),
                List.of(
                        key("from", "由", "from"),
                        key("to", "到", "to"),
                        of("merchants", "商家", "merchants", Definition.STAGE_CHANGES)),
                stages.stream()
                        .map(row ->
                                List.of(Value.code(row.text("from_value")), Value.code(row.text("to_value")), (Value)
                                        new Value.Count(row.count("merchants"))))
                        .toList());
    }
}
